//! Values and shapes as JSON: what a browser needs to build a page, or to find the slots of one that it has.

use sha2::{Digest, Sha256};

use crate::template::Plan;
use crate::template::nested;
use crate::template::plan::{Fragment, Slot};
use crate::template::recorder::Recorder;
use crate::template::walk::{Malformed, Walk, tail_of};

/// Writes `text` as a JSON string.
#[inline]
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    // A Vec takes every byte, and every &str is a JSON string.
    let _ = serde_json::to_writer(out, text);
}

/// Writes a number.
pub(crate) fn write_number(out: &mut Vec<u8>, number: usize) {
    let _ = serde_json::to_writer(out, &number);
}

/// Writes the shape of a render, as JSON: see PROTOCOL.md, "Shape".
///
/// # Errors
///
/// [`Malformed`] if the render doesn't follow the plan.
pub fn write_shape(
    plan: &'static Plan,
    recorder: &Recorder,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    let mut walk = Walk::begin(plan, recorder)?;
    let fragment = walk.fragment(0)?;
    fragment_shape(&mut walk, fragment, 0, out)?;
    walk.finish()
}

/// Writes `[entry, …]` without trailing zeros; whether it is `[]`.
pub(crate) fn fragment_shape(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    out.push(b'[');
    let start = out.len();
    let mut kept = start;
    for (index, slot) in fragment.slots.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        if slot_shape(walk, slot, tail_of(fragment, index, tail), out)? {
            kept = out.len();
        }
    }
    out.truncate(kept);
    out.push(b']');
    Ok(kept == start)
}

/// Writes one entry; whether it says more than 0.
fn slot_shape(
    walk: &mut Walk<'_>,
    slot: &Slot,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let said = match slot {
        Slot::Text | Slot::Attribute => {
            walk.text(tail)?;
            None
        }
        Slot::Attributes => Some(walk.text(tail)?),
        Slot::Content { .. } if walk.holds_nested() => return nested::write_shape(walk, tail, out),
        Slot::Content { measured } | Slot::Foreign { measured } => {
            Some(walk.text(tail)?).filter(|text| *measured || text.contains('<'))
        }
        Slot::Branch { arms } => {
            walk.slot()?;
            let Some(arm) = walk.arm()? else {
                out.extend_from_slice(b"null");
                return Ok(true);
            };
            let fragment = walk.fragment(*arms.get(usize::from(arm)).ok_or(Malformed)?)?;
            return arm_shape(walk, arm, fragment, tail, out);
        }
        Slot::List { item, empty } => return list_shape(walk, *item, *empty, out),
    };
    match said {
        Some(text) => write_text(out, text),
        None => out.push(b'0'),
    }
    Ok(said.is_some())
}

fn arm_shape(
    walk: &mut Walk<'_>,
    arm: u16,
    fragment: &Fragment,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    out.push(b'[');
    write_number(out, usize::from(arm));
    out.push(b',');
    fragment_shape(walk, fragment, tail, out)?;
    out.push(b']');
    Ok(true)
}

fn list_shape(
    walk: &mut Walk<'_>,
    item: u16,
    empty: Option<u16>,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    walk.slot()?;
    if walk.arm()?.is_some() {
        let fragment = walk.fragment(empty.ok_or(Malformed)?)?;
        arm_shape(walk, 0, fragment, 0, out)?;
        walk.end()?;
        return Ok(true);
    }
    let fragment = walk.fragment(item)?;
    let start = out.len();
    let (mut count, mut plain) = (0, true);
    out.push(b'[');
    while walk.item()?.is_some() {
        if count > 0 {
            out.push(b',');
        }
        plain &= fragment_shape(walk, fragment, 0, out)?;
        count += 1;
    }
    out.push(b']');
    walk.end()?;
    if plain {
        out.truncate(start);
        write_number(out, count);
    }
    Ok(count > 0)
}

/// The root hash of a render: 16 hex digits of its SHA-256. Equal pages have equal root hashes in every process.
///
/// What looks alike by another plan is another page: the plans of nested templates are part of it.
pub fn root_hash(recorder: &Recorder) -> String {
    let mut hash = Sha256::new_with_prefix(recorder.html());
    for name in recorder.plan_names() {
        hash.update(name);
    }
    hex(&hash.finalize()[..8])
}

/// `bytes` in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Bytes from the start of the render to `offset` within the page fragment's static text `index`.
///
/// # Errors
///
/// [`Malformed`] if the render doesn't follow the plan.
pub fn static_position(
    plan: &'static Plan,
    recorder: &Recorder,
    (index, offset): (u16, u32),
) -> Result<usize, Malformed> {
    let mut walk = Walk::begin(plan, recorder)?;
    let fragment = walk.fragment(0)?;
    let index = usize::from(index);
    let (before, _) = fragment.slots.split_at_checked(index).ok_or(Malformed)?;
    let text = fragment.statics.get(index).ok_or(Malformed)?;
    walk.skip_slots(before)?;
    // The next mark stands right after this text.
    let start = walk.peek()?.at().checked_sub(text.len()).ok_or(Malformed)?;
    Ok(start + offset as usize)
}
