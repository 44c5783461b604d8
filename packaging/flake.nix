{
  description = "A guided stretch timer for the terminal";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      forEach = nixpkgs.lib.genAttrs systems;
      manifest = builtins.fromTOML (builtins.readFile ../Cargo.toml);
    in
    {
      packages = forEach (
        system:
        let
          pkgs = nixpkgs.legacyPackages.${system};
        in
        {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = manifest.package.name;
            version = manifest.package.version;
            src = ./..;
            cargoLock.lockFile = ../Cargo.lock;
            nativeBuildInputs = [ pkgs.installShellFiles ];
            # They use real terminals, players and a home.
            doCheck = false;
            postBuild = ''
              cargo run --frozen --release --example pages -- pages
            '';
            postInstall = ''
              installManPage pages/man/*.1
              installShellCompletion --bash --name supple pages/completions/supple.bash
              installShellCompletion --zsh pages/completions/_supple
              installShellCompletion --fish pages/completions/supple.fish
              install -Dm644 packaging/supple.desktop -t $out/share/applications
              install -Dm644 docs/icon.svg $out/share/icons/hicolor/scalable/apps/supple.svg
            '';
            meta = {
              description = manifest.package.description;
              license = pkgs.lib.licenses.mit;
              mainProgram = "supple";
              platforms = systems;
            };
          };
        }
      );
    };
}
