//! Who is on a topic, as methods ask and say it. What the processes tell each other of it is the bus' business.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::controller::{Action, Context, Error, Result, Topic};

/// The longest key, in bytes.
const MAX_KEY_BYTES: usize = 256;

/// The largest meta, in bytes of its JSON: every process keeps it for every page.
const MAX_META_BYTES: usize = 4096;

/// A key that is on a topic.
///
/// ```
/// use livetpl::prelude::*;
///
/// /// Each key once, however many tabs it has open.
/// fn names(ctx: &mut Context) -> Result<Vec<String>> {
///     let present = ctx.presence::<()>("rooms/1")?;
///     Ok(present.into_iter().map(|here| here.key).collect())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present<M = ()> {
    /// What the pages said that they are there as: a user's name or number.
    pub key: String,
    /// What they said of themselves, the last one's.
    pub meta: M,
    /// How many pages, in all processes.
    pub pages: usize,
}

/// What a page that watches is called with when a key comes or goes: an action and the name of its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub struct Notice {
    /// The action's name.
    pub action: &'static str,
    /// The argument that gets the key.
    pub field: &'static str,
}

/// Takes what a method says of its page's presence, and answers who is there.
#[doc(hidden)]
pub trait Attendance: Send + Sync {
    /// The page is on `topic` as `key` once the method has succeeded.
    fn track(&mut self, topic: &Topic, key: &str, meta: Value);
    /// It no longer is.
    fn untrack(&mut self, topic: &Topic);
    /// Calls the page when keys come and go, from now on.
    fn watch(&mut self, topic: &Topic, joined: Notice, left: Notice, undecided: bool);
    /// Each key of `topic`, its meta and the number of its pages.
    fn present(&mut self, topic: &Topic) -> Vec<(Arc<str>, Arc<Value>, usize)>;
}

impl Context {
    /// Says that this page is on `topic` as `key`, once the method has succeeded; `meta` is what others see of it.
    ///
    /// It counts from when a browser is really there, so a page that was requested and never opened is nobody. It ends
    /// with the page or with [`untrack`](Self::untrack): a moment after a tab was closed, after the resume window when it
    /// just disappeared, within about four seconds when its process was killed. Said again, it takes the place of what
    /// was said before: a `mount` that runs again changes nothing, and another `meta` is told to those who watch.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// fn mount(ctx: &mut Context) -> Result {
    ///     ctx.track("rooms/1", "ann", &"red")
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the topic is not admitted (as for [`subscribe`](Self::subscribe)) or a pattern, the key has not 1 to 256 bytes,
    /// or the meta can't be serialised to at most 4096 bytes of JSON.
    pub fn track<M: Serialize + ?Sized>(
        &mut self,
        topic: impl AsRef<str>,
        key: impl AsRef<str>,
        meta: &M,
    ) -> Result {
        let (topic, key) = (self.place(topic.as_ref())?, key.as_ref());
        if key.is_empty() || key.len() > MAX_KEY_BYTES {
            return Err(Error::internal(format!(
                "a key on topic `{topic}` has {} bytes; it has 1 to {MAX_KEY_BYTES}",
                key.len()
            )));
        }
        let meta = serde_json::to_value(meta)?;
        let bytes = meta.to_string().len();
        if bytes > MAX_META_BYTES {
            return Err(Error::limit(format!(
                "what is said of a page on topic `{topic}` has {bytes} bytes; at most {MAX_META_BYTES} are kept"
            )));
        }
        if let Some(attendance) = self.attendance() {
            attendance.track(&topic, key, meta);
        }
        Ok(())
    }

    /// Says that this page is no longer on `topic`, once the method has succeeded.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn leave(ctx: &mut Context) {
    ///     ctx.untrack("rooms/1");
    /// }
    /// ```
    pub fn untrack(&mut self, topic: impl AsRef<str>) {
        // A topic that is not admitted any more was perhaps tracked when it was.
        let text = topic.as_ref();
        let topic = Topic::from_channel(text);
        if let (Some(topic), Some(attendance)) = (topic, self.attendance()) {
            attendance.untrack(&topic);
        }
    }

    /// Calls `joined` with each key that comes to `topic`, or whose meta changes, and `left` with each that goes: when
    /// its first page comes, when its last page is gone, this page's own key included.
    ///
    /// It begins at once, so watch first and ask [`presence`](Self::presence) then; if the method fails it is taken back.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[live_controller]
    /// #[derive(Clone, Default)]
    /// #[template(ext = "html", source = "{% for name in here %}<li>{{ name }}</li>{% endfor %}")]
    /// struct Room {
    ///     here: Vec<String>,
    /// }
    ///
    /// #[live_controller]
    /// impl Room {
    ///     fn mount(&mut self, ctx: &mut Context) -> Result {
    ///         ctx.watch("rooms/1", Self::CAME, Self::WENT)?;
    ///         self.here = ctx.presence::<()>("rooms/1")?.into_iter().map(|one| one.key).collect();
    ///         Ok(())
    ///     }
    ///
    ///     #[action(internal)]
    ///     fn came(&mut self, name: String) {
    ///         if !self.here.contains(&name) {
    ///             self.here.push(name);
    ///         }
    ///     }
    ///
    ///     #[action(internal)]
    ///     fn went(&mut self, name: String) {
    ///         self.here.retain(|other| *other != name);
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the topic is not admitted (as for [`subscribe`](Self::subscribe)) or a pattern.
    pub fn watch<C>(
        &mut self,
        topic: impl AsRef<str>,
        joined: Action<C, (String,)>,
        left: Action<C, (String,)>,
    ) -> Result {
        let topic = self.place(topic.as_ref())?;
        let notice = |action: Action<C, (String,)>| Notice {
            action: action.name(),
            field: action.fields().first().copied().unwrap_or_default(),
        };
        let undecided = self.is_undecided(&topic);
        if let Some(attendance) = self.attendance() {
            attendance.watch(&topic, notice(joined), notice(left), undecided);
        }
        Ok(())
    }

    /// Who is on `topic`, sorted by key, as far as this process knows: it learns of other processes' pages from when one
    /// of its own pages first asks, watches or is there, which takes a moment. Those who watch are told what it learns.
    ///
    /// A key whose meta is no `M` (another version of the application wrote it) is left out and logged. A page that
    /// nobody comes back to, as that of a form without JavaScript, sees nobody.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn pages(ctx: &mut Context) -> Result<usize> {
    ///     Ok(ctx.presence::<()>("rooms/1")?.iter().map(|one| one.pages).sum())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the topic is not admitted (as for [`subscribe`](Self::subscribe)) or a pattern.
    pub fn presence<M: DeserializeOwned>(
        &mut self,
        topic: impl AsRef<str>,
    ) -> Result<Vec<Present<M>>> {
        let topic = self.place(topic.as_ref())?;
        let Some(attendance) = self.attendance() else {
            return Ok(Vec::new());
        };
        let read = |(key, meta, pages): (Arc<str>, Arc<Value>, usize)| match M::deserialize(&*meta)
        {
            Ok(meta) => Some(Present {
                key: key.to_string(),
                meta,
                pages,
            }),
            Err(error) => {
                tracing::warn!(%topic, key = &*key, %error, "what is said of a key is not what was asked for");
                None
            }
        };
        let present = attendance.present(&topic).into_iter();
        Ok(present.filter_map(read).collect())
    }

    /// The topic, if one can be there.
    fn place(&mut self, text: &str) -> Result<Topic> {
        let topic = self.admitted(text)?;
        if topic.is_pattern() {
            return Err(Error::topic(
                text,
                "nobody can be on a pattern; name one topic",
            ));
        }
        Ok(topic)
    }
}
