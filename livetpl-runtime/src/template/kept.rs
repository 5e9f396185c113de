//! Lists and pages whose data did not change: what they were made from, and how a template asks whether it is still that.
//!
//! The macro knows of a list which fields of the state it shows, and puts a question before it: [`ask`]. At run time the
//! fields become the list's inputs: for an `Arc` the identity of its allocation, for a small plain value the value. If
//! they are those of the tree that the render is diffed with, the recorder answers that nothing needs to be rendered.
//!
//! Invariant: a [`Tree`](crate::template::Tree) remembers the inputs of the last render that it followed to the end, and
//! of the lists that this render showed. Of a list that was hidden it knows nothing; a render that failed changes nothing.
//!
//! A whole page has inputs, too, where all that its template reads can be compared: pages with equal inputs look alike, so
//! that one render serves many: `made_from`.
//!
//! Only a recorder that renders against a tree answers: any other writer, so every plain `render()`, gets the whole list.

use std::cell::Cell;
use std::fmt;
use std::hash::Hasher;
use std::panic::RefUnwindSafe;
use std::sync::{Arc, Weak};

use sha2::{Digest, Sha256};

pub use super::of_std::{Insides, Known, Methods, Unknown};
use crate::template::LiveTemplate;
use crate::template::marks::text::KEPT;
use crate::template::tree::Key;

/// What the lists of a template are made from. Written by the macro, for templates that have such lists.
pub trait Lists {
    /// Adds every field that the list number `list` shows to `inputs`.
    fn inputs(&self, list: u16, inputs: &mut Inputs);
}

/// What one list, or a whole page, is made from.
///
/// Invariant: equal inputs are equal data. So nothing is compared by a hash that could be made to collide: what one
/// session sees may be shown to another only if both have the very same.
pub struct Inputs {
    list: u16,
    /// Every field: an address, a value, or the SHA-256 of a long value.
    fields: Fields,
    /// As long as an allocation is remembered here its address is no other's, and nobody changes it in place:
    /// `Arc::make_mut` moves away from a `Weak`.
    held: Vec<Box<dyn Send + Sync>>,
    /// These inputs outlive what they are made from, so allocations have to be held.
    holds: bool,
    /// A field can't be compared.
    unknown: bool,
}

/// The `list` of a page's inputs.
const PAGE: u16 = u16::MAX;

/// Values beyond this length are remembered by their SHA-256.
const LONG: usize = 64;

/// Takes down what is hashed instead of hashing it.
struct Fields(Vec<u8>);

impl Hasher for Fields {
    fn write(&mut self, bytes: &[u8]) {
        if bytes.len() > LONG {
            self.0.extend_from_slice(&Sha256::digest(bytes));
        } else {
            self.0.extend_from_slice(bytes);
        }
    }

    fn finish(&self) -> u64 {
        Key::get().hash(&self.0)
    }
}

impl Inputs {
    pub(super) fn new(list: u16, holds: bool) -> Self {
        Inputs {
            list,
            // Most have a few fields: one allocation does.
            fields: Fields(Vec::with_capacity(LONG)),
            held: Vec::new(),
            holds,
            unknown: false,
        }
    }

    /// Whether what was made from `self` would be made the same from `other`.
    pub(crate) fn is(&self, other: &Inputs) -> bool {
        self.list == other.list
            && !self.unknown
            && !other.unknown
            && self.fields.0 == other.fields.0
    }

    /// The fields as bytes: inputs that are equal have the same.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.fields.0
    }

    fn pointer<T: ?Sized + Send + Sync + 'static>(&mut self, pointer: &Arc<T>) {
        self.fields
            .write_usize(Arc::as_ptr(pointer).cast::<()>() as usize);
        if self.holds {
            let weak: Weak<T> = Arc::downgrade(pointer);
            self.held.push(Box::new(weak));
        }
    }

    /// Says that the data can't be compared.
    pub fn set_unknown(&mut self) {
        self.unknown = true;
    }
}

/// What the page of `state` is made from, if that can be compared. It is of use as long as `state` is as it is.
pub(crate) fn made_from(state: &impl LiveTemplate) -> Option<Inputs> {
    page(state, false)
}

/// The same, to be kept: what it names stays what it is.
pub(crate) fn held(state: &impl LiveTemplate) -> Option<Inputs> {
    page(state, true)
}

fn page<S: LiveTemplate>(state: &S, holds: bool) -> Option<Inputs> {
    let mut inputs = Inputs::new(PAGE, holds);
    // Another template makes another page of the same.
    inputs
        .fields
        .write_usize(std::ptr::from_ref(S::PLAN) as usize);
    state.made_from(&mut inputs);
    (!inputs.unknown).then_some(inputs)
}

impl fmt::Debug for Inputs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inputs")
            .field("list", &self.list)
            .finish_non_exhaustive()
    }
}

/// A field, for the choice by its type how it is compared: `(&&&Field(&self.rows)).add_to(inputs)`.
///
/// The compiler takes the first of [`ByPointer`], [`ByValue`] and [`Incomparable`] that fits, so aliases work.
pub struct Field<'a, T: ?Sized>(pub &'a T);

/// A field that is compared by its allocation.
///
/// Data that can change behind a shared reference is not `RefUnwindSafe`, but for the locks and atomics of std: the
/// macro refuses fields whose type names one.
pub trait ByPointer {
    /// Adds the field.
    fn add_to(&self, inputs: &mut Inputs);
}

impl<T: ?Sized + RefUnwindSafe + Send + Sync + 'static> ByPointer for &&Field<'_, Arc<T>> {
    fn add_to(&self, inputs: &mut Inputs) {
        inputs.pointer(self.0);
    }
}

impl<T: ?Sized + RefUnwindSafe + Send + Sync + 'static> ByPointer for &&Field<'_, Option<Arc<T>>> {
    fn add_to(&self, inputs: &mut Inputs) {
        inputs.fields.write_u8(u8::from(self.0.is_some()));
        if let Some(pointer) = self.0 {
            inputs.pointer(pointer);
        }
    }
}

/// A field that is compared by its value.
pub trait ByValue {
    /// Adds the field.
    fn add_to(&self, inputs: &mut Inputs);
}

impl<T: Plain + ?Sized> ByValue for &Field<'_, T> {
    fn add_to(&self, inputs: &mut Inputs) {
        self.0.hash_into(&mut inputs.fields);
    }
}

/// A field that can't be compared: what shows it is always rendered.
pub trait Incomparable {
    /// Says so.
    fn add_to(&self, inputs: &mut Inputs);
}

impl<T: ?Sized> Incomparable for Field<'_, T> {
    fn add_to(&self, inputs: &mut Inputs) {
        inputs.unknown = true;
    }
}

/// Small values that say by themselves all that a template can show of them.
pub trait Plain {
    /// Writes the value so that no other value of the type writes the same.
    fn hash_into(&self, hasher: &mut impl Hasher);
}

macro_rules! plain_numbers {
    ($($type:ty)*) => {
        $(impl Plain for $type {
            fn hash_into(&self, hasher: &mut impl Hasher) {
                hasher.write(&self.to_ne_bytes());
            }
        })*
    };
}

plain_numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

impl Plain for bool {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        hasher.write_u8(u8::from(*self));
    }
}

impl Plain for char {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        hasher.write_u32(u32::from(*self));
    }
}

impl Plain for str {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        hasher.write_usize(self.len());
        hasher.write(self.as_bytes());
    }
}

impl Plain for String {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        self.as_str().hash_into(hasher);
    }
}

impl<T: Plain + ?Sized> Plain for &T {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        (**self).hash_into(hasher);
    }
}

impl<T: Plain> Plain for Option<T> {
    fn hash_into(&self, hasher: &mut impl Hasher) {
        hasher.write_u8(u8::from(self.is_some()));
        if let Some(value) = self {
            value.hash_into(hasher);
        }
    }
}

/// What a template and the recorder that it writes to say to each other; a writer takes text only.
enum Said {
    MadeFrom(Inputs),
    Keep,
}

thread_local! {
    // Said and heard within one `write_str`: nothing stays here.
    static SAID: Cell<Option<Said>> = const { Cell::new(None) };
}

/// What the list is made from whose question is being written.
pub(crate) fn question() -> Option<Inputs> {
    match SAID.take() {
        Some(Said::MadeFrom(inputs)) => Some(inputs),
        _ => None,
    }
}

/// Answers the question that is being written: what is shown can stay.
pub(crate) fn keep() {
    SAID.set(Some(Said::Keep));
}

/// Asks the recorder, if one is written to, whether the list number `list` of a template can stay as it is shown; gives
/// whether it has to be rendered. (askama passes `self` by one more reference.)
///
/// # Errors
///
/// The writer's.
pub fn ask<S: Lists>(dest: &mut dyn fmt::Write, state: &&S, list: u16) -> Result<bool, fmt::Error> {
    let mut inputs = Inputs::new(list, true);
    state.inputs(list, &mut inputs);
    if inputs.unknown {
        return Ok(true);
    }
    SAID.set(Some(Said::MadeFrom(inputs)));
    let written = dest.write_str(KEPT);
    let kept = matches!(SAID.take(), Some(Said::Keep));
    written.map(|()| !kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parking_lot::Mutex;

    macro_rules! inputs {
        ($($field:expr),*) => {{
            let mut inputs = Inputs::new(0, true);
            $((&&&Field(&$field)).add_to(&mut inputs);)*
            inputs
        }};
    }

    type Alias = Arc<Vec<String>>;

    #[test]
    fn an_arc_is_compared_by_its_allocation() {
        let rows: Alias = Arc::new(vec!["a".to_owned()]);
        let same = rows.clone();
        let equal: Alias = Arc::new(vec!["a".to_owned()]);
        assert!(inputs!(rows).is(&inputs!(same)));
        assert!(!inputs!(rows).is(&inputs!(equal)));
        assert!(inputs!(Some(rows.clone())).is(&inputs!(Some(same))));
        assert!(!inputs!(Some(rows)).is(&inputs!(None::<Alias>)));
    }

    #[test]
    fn a_remembered_arc_can_not_be_changed_in_place() {
        let mut rows: Alias = Arc::new(Vec::new());
        let before = inputs!(rows);
        Arc::make_mut(&mut rows).push("a".to_owned());
        assert!(!before.is(&inputs!(rows)));
    }

    #[test]
    fn plain_values_are_compared_by_value() {
        assert!(inputs!(1u8, "a", Some('x')).is(&inputs!(1u8, String::from("a"), Some('x'))));
        assert!(!inputs!(1u8).is(&inputs!(2u8)));
        assert!(!inputs!("ab", "c").is(&inputs!("a", "bc")));
        assert!(!inputs!(None::<bool>).is(&inputs!(Some(false))));
    }

    #[test]
    fn what_can_change_behind_a_reference_or_is_not_plain_is_unknown() {
        assert!(inputs!(Arc::new(Mutex::new(1))).unknown);
        assert!(inputs!(vec![1]).unknown);
        let unknown = inputs!(vec![1]);
        assert!(!unknown.is(&unknown));
    }
}
