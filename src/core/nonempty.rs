//! A list with at least one element, so that no code has to handle an empty routine.

/// A list with at least one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonEmpty<T> {
    /// The element that makes it non-empty.
    pub first: T,
    /// All others, in order.
    pub rest: Vec<T>,
}

impl<T> NonEmpty<T> {
    /// The list that holds just `first`.
    pub const fn of(first: T) -> Self {
        Self {
            first,
            rest: Vec::new(),
        }
    }

    /// `list` as a non-empty one, or `None` when it is empty.
    pub fn from_vec(list: Vec<T>) -> Option<Self> {
        let mut list = list.into_iter();
        Some(Self {
            first: list.next()?,
            rest: list.collect(),
        })
    }

    /// What `of` makes of each element, in order.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> NonEmpty<U> {
        NonEmpty {
            first: of(&self.first),
            rest: self.rest.iter().map(of).collect(),
        }
    }

    /// The number of elements, at least 1.
    #[allow(
        clippy::len_without_is_empty,
        reason = "it is never empty: that is its point"
    )]
    pub fn len(&self) -> usize {
        1 + self.rest.len()
    }

    /// The element at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<&T> {
        match index.checked_sub(1) {
            None => Some(&self.first),
            Some(index) => self.rest.get(index),
        }
    }

    /// All elements, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(&mut self.rest)
    }

    /// All elements, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        std::iter::once(&self.first).chain(&self.rest)
    }
}
