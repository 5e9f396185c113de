//! The files of a page that are on their way: how far each is, and what comes next. As `client/src/parts/upload.ts`; the
//! server says how far it is (PROTOCOL.md, "Uploads").
//!
//! Invariant: what the server says of a file must be possible after what was sent of it, or the test fails.

use std::collections::BTreeMap;

use bytes::{BufMut, Bytes, BytesMut};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::testing::failure::{Failure, Result};
use crate::testing::fields::Key;
use crate::testing::file::{File, Put};

/// What the first piece of a file holds at least, where the file has so much.
const FIRST_BYTES: u64 = 8192;

/// The files of a page.
#[derive(Default)]
pub(super) struct Uploads {
    items: BTreeMap<u32, Item>,
    last: u32,
    chunk: u64,
    window: u64,
    puts: Vec<Put>,
}

struct Item {
    input: Key,
    upload: String,
    file: File,
    sent: u64,
    taken: u64,
    /// The server was asked how far it is, and has not said.
    asked: bool,
    state: State,
    /// Nothing holds it up any more.
    flows: bool,
}

enum State {
    /// Its bytes go to the server.
    Sending,
    /// It goes elsewhere; once the browser has told how that ended, it has.
    Elsewhere {
        told: bool,
    },
    Done,
    Refused(String),
}

/// What the server says of files.
#[derive(Deserialize)]
struct Told {
    chunk: u64,
    window: u64,
    files: BTreeMap<u32, Value>,
}

/// What the browser does next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It sends a piece of this file.
    Piece(Bytes),
    /// It tells the server.
    Say(Value),
    /// It waits for the server; the text says for what.
    Wait(String),
    /// Nothing is left to do.
    Rest,
}

impl Uploads {
    /// Files were selected in an input, in place of those that were; what the server is told.
    pub(super) fn select(&mut self, input: &Key, upload: &str, files: Vec<File>) -> Value {
        let cancel = self.drop_all(|own| own == input);
        for file in files {
            self.last += 1;
            let item = Item {
                input: input.clone(),
                upload: upload.to_owned(),
                file,
                sent: 0,
                taken: 0,
                asked: true,
                state: State::Sending,
                flows: false,
            };
            self.items.insert(self.last, item);
        }
        self.announced(input, &cancel)
    }

    /// Names all files again, as after a new connection: what the server is told, input by input.
    pub(super) fn resume(&mut self) -> Vec<Value> {
        let mut inputs: Vec<Key> = Vec::new();
        for item in self.items.values_mut() {
            item.asked = true;
            if !inputs.contains(&item.input) {
                inputs.push(item.input.clone());
            }
        }
        inputs
            .iter()
            .map(|input| self.announced(input, &[]))
            .collect()
    }

    fn announced(&self, input: &Key, cancel: &[u32]) -> Value {
        let own = || self.items.iter().filter(|(_, item)| item.input == *input);
        let files: Vec<Value> = own()
            .map(|(id, Item { file, .. })| json!([id, file.name, file.size(), file.kind]))
            .collect();
        let upload = own().next().map_or("", |(_, item)| &item.upload);
        json!({"upload": upload, "files": files, "cancel": cancel})
    }

    /// Lets a file go: which files its input still holds, if it was one of this page's.
    pub(super) fn cancel(&mut self, id: u32) -> Option<(Key, Vec<File>)> {
        let Item { input, .. } = self.items.remove(&id)?;
        let own = self.items.values().filter(|item| item.input == input);
        let files = own.map(|item| item.file.clone()).collect();
        Some((input, files))
    }

    /// Lets the files of a form go, which was reset; their numbers.
    pub(super) fn drop_form(&mut self, form: &str) -> Vec<u32> {
        self.drop_all(|input| input.form == form)
    }

    fn drop_all(&mut self, is_it: impl Fn(&Key) -> bool) -> Vec<u32> {
        let dropped: Vec<u32> = self
            .items
            .iter()
            .filter(|(_, item)| is_it(&item.input))
            .map(|(id, _)| *id)
            .collect();
        self.items.retain(|id, _| !dropped.contains(id));
        dropped
    }

    /// The files of an input that are still on their way.
    pub(super) fn busy(&self, input: &Key) -> Vec<u32> {
        let own = self.items.iter().filter(|(_, item)| item.input == *input);
        own.filter(|(_, item)| item.is_busy())
            .map(|(id, _)| *id)
            .collect()
    }

    /// All files.
    pub(super) fn all(&self) -> Vec<u32> {
        self.items.keys().copied().collect()
    }

    /// Nothing holds these files up any more.
    pub(super) fn let_flow(&mut self, ids: &[u32]) {
        for id in ids {
            if let Some(item) = self.items.get_mut(id) {
                item.flows = true;
            }
        }
    }

    /// The files that were refused, and why; of one input or of all.
    pub(super) fn refused(&self, input: Option<&Key>) -> Vec<String> {
        let own = self.items.values();
        let own = own.filter(|item| input.is_none_or(|input| item.input == *input));
        own.filter_map(|item| match &item.state {
            State::Refused(message) => Some(format!("`{}`: {message}", item.file.name)),
            _ => None,
        })
        .collect()
    }

    /// What the browser was told to put elsewhere.
    pub(super) fn puts(&self) -> &[Put] {
        &self.puts
    }

    /// Takes what the server says.
    ///
    /// # Errors
    ///
    /// If that can't be.
    pub(super) fn hear(&mut self, told: &Value) -> Result {
        let wrong = |why: &str| {
            Failure::new(format!(
                "what the server says of uploads can't be: {why}\n  it says: {told}"
            ))
        };
        let read = Told::deserialize(told).map_err(|error| wrong(&error.to_string()))?;
        let Told {
            chunk,
            window,
            files,
        } = read;
        if chunk == 0 || window < chunk {
            return Err(wrong("no piece may be sent"));
        }
        (self.chunk, self.window) = (chunk, window);
        for (id, state) in files {
            let Some(item) = self.items.get_mut(&id) else {
                continue;
            };
            let name = &item.file.name;
            match state {
                Value::Null => {
                    self.items.remove(&id);
                }
                Value::Bool(true) => item.end(State::Done),
                Value::String(message) => item.end(State::Refused(message)),
                Value::Number(bytes) => {
                    let bytes = bytes.as_u64().ok_or_else(|| wrong("bytes are counted"))?;
                    let most = if item.asked {
                        item.file.size()
                    } else {
                        item.sent
                    };
                    if bytes > most {
                        return Err(wrong(&format!(
                            "{bytes} bytes of `{name}` are taken, and {most} were sent"
                        )));
                    }
                    item.take(bytes);
                }
                // Its bytes are not for the server, which asked for some.
                Value::Object(_) if item.sent > 0 && matches!(item.state, State::Sending) => {
                    return Err(wrong(&format!(
                        "`{name}` goes elsewhere, and bytes of it were asked for"
                    )));
                }
                Value::Object(_) => {
                    let mut put =
                        Put::deserialize(&state).map_err(|error| wrong(&error.to_string()))?;
                    item.asked = false;
                    item.state = State::Elsewhere { told: false };
                    put.file.clone_from(name);
                    // The server may have been asked again.
                    if !self.puts.contains(&put) {
                        self.puts.push(put);
                    }
                }
                _ => return Err(wrong(&format!("`{name}` is `{state}`"))),
            }
        }
        Ok(())
    }

    /// What comes next of these files. What is said to come is taken to have been done.
    pub(super) fn next(&mut self, ids: &[u32]) -> Next {
        let mut wait = None;
        for id in ids {
            let Some(item) = self.items.get_mut(id) else {
                continue;
            };
            match item.next(*id, self.chunk, self.window) {
                Next::Rest => {}
                Next::Wait(what) => wait = wait.or(Some(what)),
                next => return next,
            }
        }
        wait.map_or(Next::Rest, Next::Wait)
    }
}

impl Item {
    fn is_busy(&self) -> bool {
        !matches!(self.state, State::Done | State::Refused(_))
    }

    fn end(&mut self, state: State) {
        self.asked = false;
        self.state = state;
    }

    /// So many bytes are taken.
    fn take(&mut self, bytes: u64) {
        // A file that is there is only begun anew where the server has lost it.
        if !self.is_busy() && !self.asked {
            return;
        }
        self.taken = bytes;
        self.state = State::Sending;
        if std::mem::take(&mut self.asked) {
            self.sent = bytes;
        }
    }

    /// So much of it goes out for now.
    fn most(&self) -> u64 {
        let size = self.file.size();
        match self.file.stalls_at.filter(|_| !self.flows) {
            Some(0) => 0,
            Some(most) => most.max(FIRST_BYTES).min(size),
            None => size,
        }
    }

    fn next(&mut self, id: u32, chunk: u64, window: u64) -> Next {
        let (name, size) = (&self.file.name, self.file.size());
        if self.asked {
            return Next::Wait(format!("what the server says of `{name}`"));
        }
        let most = self.most();
        match &mut self.state {
            State::Done | State::Refused(_) => Next::Rest,
            State::Elsewhere { told: true } if most < size && self.sent == most => Next::Rest,
            State::Elsewhere { told } if most < size => {
                // All of it is there when the other side says so.
                *told = true;
                self.sent = most;
                Next::Say(json!({"sent": [[id, most]]}))
            }
            State::Elsewhere { told: true } if self.sent == size => {
                Next::Wait(format!("that `{name}`, which is put elsewhere, is there"))
            }
            State::Elsewhere { told } => {
                *told = true;
                self.sent = size;
                Next::Say(match self.file.fails {
                    true => json!({"failed": [id]}),
                    false => json!({"sent": [[id, size]]}),
                })
            }
            State::Sending if self.file.fails && most > 0 => {
                self.asked = true;
                Next::Say(json!({"failed": [id]}))
            }
            State::Sending if self.sent < most => {
                if self.sent - self.taken >= window {
                    let taken = self.taken;
                    return Next::Wait(format!(
                        "room for more of `{name}` ({taken} of {size} bytes are taken)"
                    ));
                }
                let (at, end) = (self.sent, (self.sent + chunk).min(most));
                let piece = self.file.bytes.slice(at as usize..end as usize);
                self.sent = end;
                let mut message = BytesMut::with_capacity(12 + piece.len());
                message.put_u32(id);
                message.put_u64(at);
                message.put(piece);
                Next::Piece(message.freeze())
            }
            State::Sending if most < size && self.taken == most => Next::Rest,
            State::Sending => {
                let taken = self.taken;
                Next::Wait(format!(
                    "that `{name}` is taken ({taken} of {size} bytes are)"
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(file: File) -> Uploads {
        let mut uploads = Uploads::default();
        let said = uploads.select(&Key::default(), "papers", vec![file]);
        assert_eq!(said["upload"], "papers");
        uploads
    }

    fn told(state: Value) -> Value {
        json!({"chunk": 10_000, "window": 20_000, "files": {"1": state}})
    }

    fn piece(next: Next) -> (u64, usize) {
        match next {
            Next::Piece(bytes) => {
                let at = bytes[4..12]
                    .iter()
                    .fold(0, |at, byte| at << 8 | u64::from(*byte));
                (at, bytes.len() - 12)
            }
            next => panic!("no piece: {next:?}"),
        }
    }

    #[test]
    fn pieces_go_out_a_window_ahead() {
        let mut uploads = selected(File::new("a", "", vec![1; 45_000]));
        assert!(
            matches!(uploads.next(&[1]), Next::Wait(_)),
            "nobody has asked for it"
        );
        uploads.hear(&told(json!(0))).unwrap();
        assert_eq!(piece(uploads.next(&[1])), (0, 10_000));
        assert_eq!(piece(uploads.next(&[1])), (10_000, 10_000));
        assert!(matches!(uploads.next(&[1]), Next::Wait(what) if what.contains("room")));
        uploads.hear(&told(json!(20_000))).unwrap();
        assert_eq!(piece(uploads.next(&[1])), (20_000, 10_000));
        uploads.resume();
        uploads.hear(&told(json!(20_000))).unwrap();
        assert_eq!(piece(uploads.next(&[1])), (20_000, 10_000), "it was lost");
        assert_eq!(piece(uploads.next(&[1])), (30_000, 10_000));
        uploads.hear(&told(json!(40_000))).unwrap();
        assert_eq!(piece(uploads.next(&[1])), (40_000, 5_000));
        assert!(matches!(uploads.next(&[1]), Next::Wait(_)));
        uploads.hear(&told(json!(true))).unwrap();
        uploads.hear(&told(json!(40_000))).unwrap();
        assert_eq!(
            uploads.next(&[1]),
            Next::Rest,
            "what comes late is passed over"
        );
        uploads.hear(&told(Value::Null)).unwrap();
        assert_eq!(uploads.all(), [] as [u32; 0]);
    }

    #[test]
    fn a_file_stalls_and_goes_on() {
        let mut uploads = selected(File::new("a", "", vec![1; 25_000]).stalls_at(12_000));
        uploads.hear(&told(json!(0))).unwrap();
        assert_eq!(piece(uploads.next(&[1])), (0, 10_000));
        assert_eq!(piece(uploads.next(&[1])), (10_000, 2_000));
        assert!(matches!(uploads.next(&[1]), Next::Wait(_)));
        uploads.hear(&told(json!(12_000))).unwrap();
        assert_eq!(uploads.next(&[1]), Next::Rest);
        assert_eq!(uploads.busy(&Key::default()), [1]);
        uploads.let_flow(&[1]);
        assert_eq!(piece(uploads.next(&[1])), (12_000, 10_000));
    }

    #[test]
    fn a_planted_fault_in_what_the_server_says_is_noticed() {
        let sent = |state: Value| json!({"chunk": 10, "window": 10, "files": {"1": state}});
        for (told, why) in [
            (
                sent(json!(11)),
                "11 bytes of `a` are taken, and 10 were sent",
            ),
            (sent(json!(-1)), "bytes are counted"),
            (sent(json!(1.5)), "bytes are counted"),
            (sent(json!(false)), "`a` is `false`"),
            (sent(json!([])), "`a` is `[]`"),
            (sent(json!({"method": "PUT"})), "bytes of it were asked for"),
            (
                json!({"chunk": 0, "window": 10, "files": {}}),
                "no piece may be sent",
            ),
            (
                json!({"chunk": 10, "window": 9, "files": {}}),
                "no piece may be sent",
            ),
            (json!({"chunk": 10, "files": {}}), "missing field"),
            (
                json!({"chunk": 10, "window": 10, "files": {"x": 1}}),
                "invalid",
            ),
            (json!(7), "invalid type"),
        ] {
            let mut uploads = selected(File::new("a", "", vec![1; 15]));
            uploads.hear(&sent(json!(0))).unwrap();
            assert_eq!(piece(uploads.next(&[1])), (0, 10));
            let failure = uploads.hear(&told).unwrap_err().to_string();
            assert!(failure.contains(why), "{told}: {failure}");
        }
    }
}
