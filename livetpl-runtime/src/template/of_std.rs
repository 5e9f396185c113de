//! Which types are std's: only of their methods it is known that they give the same for the same.
//!
//! A macro sees `room.len()` and not whether `Room` is a type of the application, whose `len` may read a lock or a clock.
//! So it asks here, and what calls a method that is not known to be std's is rendered each time (`kept`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::kept::Inputs;

/// A field of which a method is called: `(&&Methods(&self.rows)).check(inputs)`.
///
/// The compiler takes [`Known`] where it fits, else [`Unknown`], so aliases work.
pub struct Methods<'a, T: ?Sized>(pub &'a T);

/// A field of which a method is called on something in it, as in `{% for row in rows %}{{ row.len() }}`.
pub struct Insides<'a, T: ?Sized>(pub &'a T);

/// Something whose methods are known to be std's.
pub trait Known {
    /// Nothing is to be said.
    fn check(&self, _: &mut Inputs) {}
}

impl<T: OfStd + ?Sized> Known for &Methods<'_, T> {}
impl<T: AllOfStd + ?Sized> Known for &Insides<'_, T> {}

/// Something that may have methods of the application's.
pub trait Unknown {
    /// Says that what calls them can't be compared.
    fn check(&self, inputs: &mut Inputs) {
        inputs.set_unknown();
    }
}

impl<T: ?Sized> Unknown for Methods<'_, T> {}
impl<T: ?Sized> Unknown for Insides<'_, T> {}

/// A type of std's, or a pointer to one: all methods that a template can call on it are std's.
pub trait OfStd {}

/// The same of all that is in it.
pub trait AllOfStd: OfStd {}

macro_rules! of_std {
    (plain: $($plain:ty)*; containers: $(<$($param:ident),*> $container:ty;)*) => {
        $(impl OfStd for $plain {} impl AllOfStd for $plain {})*
        $(
            impl<$($param),*> OfStd for $container {}
            impl<$($param: AllOfStd),*> AllOfStd for $container {}
        )*
    };
}

of_std! {
    plain: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char str String Duration;
    containers:
        <T> Vec<T>;
        <T> VecDeque<T>;
        <T> LinkedList<T>;
        <T> BinaryHeap<T>;
        <T> BTreeSet<T>;
        <K, V> BTreeMap<K, V>;
        <T> [T];
        <T> Option<T>;
        <T, E> Result<T, E>;
        <A, B> (A, B);
        <A, B, C> (A, B, C);
}

impl<T, const N: usize> OfStd for [T; N] {}
impl<T: AllOfStd, const N: usize> AllOfStd for [T; N] {}

// How they hash is nothing that a template shows.
impl<T, S> OfStd for HashSet<T, S> {}
impl<T: AllOfStd, S> AllOfStd for HashSet<T, S> {}
impl<K, V, S> OfStd for HashMap<K, V, S> {}
impl<K: AllOfStd, V: AllOfStd, S> AllOfStd for HashMap<K, V, S> {}

macro_rules! pointers {
    ($($pointer:ty)*) => {
        $(
            impl<T: OfStd + ?Sized> OfStd for $pointer {}
            impl<T: AllOfStd + ?Sized> AllOfStd for $pointer {}
        )*
    };
}

pointers!(Arc<T> Rc<T> Box<T> &T);

impl<T: OfStd + ToOwned + ?Sized> OfStd for Cow<'_, T> {}
impl<T: AllOfStd + ToOwned + ?Sized> AllOfStd for Cow<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Room;

    macro_rules! is_known {
        ($way:ident($value:expr)) => {{
            let mut inputs = Inputs::new(0, false);
            (&&$way(&$value)).check(&mut inputs);
            inputs.is(&inputs)
        }};
    }

    #[test]
    fn methods_of_stds_types_are_known() {
        assert!(is_known!(Methods(Arc::new(vec![Room]))));
        assert!(is_known!(Methods(Some(Arc::new(Room)))));
        assert!(is_known!(Methods(String::new())));
        assert!(!is_known!(Methods(Arc::new(Room))));
        assert!(!is_known!(Methods(Room)));
    }

    #[test]
    fn what_is_inside_is_known_to_the_last() {
        assert!(is_known!(Insides(Arc::new(vec![(1, "a")]))));
        assert!(!is_known!(Insides(Arc::new(vec![Room]))));
        assert!(!is_known!(Insides(Some(Arc::new(Room)))));
    }
}
