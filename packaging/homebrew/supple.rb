# ADDRESS, VERSION and SHA256 are filled in by packaging/fill.
class Supple < Formula
  desc "Guided stretch timer for the terminal"
  homepage "ADDRESS"
  url "ADDRESS/archive/vVERSION.tar.gz"
  sha256 "SHA256"
  license "MIT"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    system "cargo", "run", "--locked", "--release", "--example", "pages", "--", "pages"
    man1.install Dir["pages/man/*.1"]
    bash_completion.install "pages/completions/supple.bash" => "supple"
    zsh_completion.install "pages/completions/_supple"
    fish_completion.install "pages/completions/supple.fish"
  end

  test do
    assert_match "knee-to-chest", shell_output("#{bin}/supple list")
    (testpath/"mine.toml").write <<~TOML
      title = "Mine"

      [[step]]
      use = "calf-straight"
    TOML
    assert_match "Upper calf", shell_output("#{bin}/supple show ./mine.toml")
  end
end
