//! The render half of a page: what the browser is taken to show, and what it is sent. Owns what happens when a render fails.

use std::sync::Arc;

use bytes::Bytes;

use crate::controller::{Dispatch, Error, Result};
use crate::session::page::{Page, caught};
use crate::session::plans;
use crate::session::shared::Shared;
use crate::session::sharing::Shown;
use crate::template::kept::{held, made_from};
use crate::template::lvt::Seen;
use crate::template::{LiveTemplate, Lvt, Recorder, Tree};

impl<C: Dispatch> Page<C> {
    /// Whether the browser has applied all that was sent; if not, it will be sent values.
    pub(crate) fn expect_shown(&mut self, applied: i64) {
        let applied = u64::try_from(applied).ok();
        if applied != Some(self.shown) {
            self.tree = None;
        }
        self.expect_query(applied);
    }

    /// The number of the last frame that brought a patch or values.
    pub(crate) fn shown(&self) -> u64 {
        self.shown
    }

    /// Whether an error was there, and the template read it.
    pub(crate) fn shows_errors(&self) -> bool {
        let seen = self.tree.as_ref().and_then(|shown| shown.tree.seen());
        seen.is_some_and(Seen::shows_errors)
    }

    /// Forgets what the browser shows: the next frame brings values.
    pub(crate) fn forget_tree(&mut self) {
        self.tree = None;
    }

    /// Renders the page anew and lets `read` see the recording; the browser is taken to show it from now on.
    ///
    /// # Errors
    ///
    /// If the template fails or panics. The page then goes back to the state that was rendered last.
    pub(crate) async fn fresh<T>(
        &mut self,
        read: impl FnOnce(&Recorder, Vec<u8>) -> T,
    ) -> Result<T> {
        let (state, shared, lvt) = (&self.state, &self.shared, self.lvt());
        let result = caught::<C, _>(|| {
            shared.with_recorder(|recorder| -> Result<_> {
                recorder.record(state, &lvt)?;
                let mut values = Vec::new();
                let tree = Tree::build(C::State::PLAN, recorder, &mut values)?;
                Ok((tree, read(recorder, values)))
            })
        });
        match result.flatten() {
            Ok((tree, result)) => {
                self.show(tree);
                Ok(result)
            }
            Err(error) => Err(Box::pin(self.go_back(error)).await),
        }
    }

    /// Lets `read` see the page as it is now. Nothing is taken to be shown; `None` where it can't be rendered.
    pub(super) fn look<T>(&self, read: impl FnOnce(&Recorder) -> T) -> Option<T> {
        let (state, shared, lvt) = (&self.state, &self.shared, self.lvt());
        let seen = caught::<C, _>(|| {
            shared.with_recorder(|recorder| -> Result<_> {
                recorder.record(state, &lvt)?;
                Ok(read(recorder))
            })
        });
        seen.flatten().ok()
    }

    /// Renders; gives what differs from what the browser shows as members of a frame.
    ///
    /// Of pages that go from the same to the same, the first renders for all: see `sharing`.
    ///
    /// # Errors
    ///
    /// If the template fails or panics. The page then goes back to the state that was rendered last, which the browser
    /// still shows: what ran since has not happened, but for what it published.
    pub(crate) async fn changes(&mut self) -> Result<Bytes> {
        if !self.mounted {
            return Ok(Bytes::new());
        }
        let (inputs, lvt) = (made_from(&self.state), self.lvt());
        let before = self.tree.as_ref();
        if before.is_some_and(|shown| shown.is_made_from(inputs.as_ref(), &lvt)) {
            self.before = None;
            return Ok(Bytes::new());
        }
        // A tree that no other page has is left by no other page.
        let alone = inputs.is_none() || before.is_some_and(|shown| Arc::strong_count(shown) == 1);
        if !alone
            && let Some((after, content)) =
                self.shared.sharing.change(before, inputs.as_ref(), &lvt)
        {
            self.tree = Some(after);
            self.before = None;
            self.shown += u64::from(!content.is_empty());
            return Ok(content);
        }
        let left = before.filter(|_| !alone).cloned();
        let content = if self.tree.is_some() {
            self.patch(&lvt).await?
        } else {
            self.values().await?
        };
        self.shown += u64::from(!content.is_empty());
        if let (false, Some(after)) = (alone, &self.tree) {
            self.shared.sharing.keep(left, after, &content);
        }
        Ok(content)
    }

    /// The page's values.
    async fn values(&mut self) -> Result<Bytes> {
        let read = |recorder: &Recorder, values| (values, recorder.plan_names());
        let (values, plans) = self.fresh(read).await?;
        let mut out = b"\"values\":".to_vec();
        out.extend_from_slice(&values);
        write_plans(&self.shared, &plans, &mut out);
        Ok(out.into())
    }

    /// What differs from the page's tree.
    async fn patch(&mut self, lvt: &Lvt) -> Result<Bytes> {
        let (state, shared, shown) = (&self.state, &self.shared, &mut self.tree);
        let changed = caught::<C, _>(|| {
            shared.with_recorder(|recorder| -> Result<_> {
                if let Some(shown) = shown {
                    recorder.record_against(&shown.tree, state, lvt)?;
                }
                // From here on the tree may follow half of a render that doesn't follow its plan.
                let Some(mut tree) = shown.take().map(Shown::into_tree) else {
                    return Ok(None);
                };
                let mut out = b"\"patch\":".to_vec();
                let changed = tree.update(recorder, &mut out)?;
                if changed {
                    write_plans(shared, &tree.new_plan_names(recorder), &mut out);
                } else {
                    out.clear();
                }
                Ok(Some((tree, out)))
            })
        });
        match changed.flatten() {
            Ok(Some((tree, out))) => {
                self.show(tree);
                Ok(out.into())
            }
            Ok(None) => Ok(Bytes::new()),
            Err(error) => Err(Box::pin(self.go_back(error)).await),
        }
    }

    /// The browser shows this from now on.
    fn show(&mut self, tree: Tree) {
        self.shared.warn_of_duplicate_keys(C::State::PLAN, &tree);
        self.tree = Some(self.shared.sharing.join(tree, held(&self.state)));
        self.before = None;
    }

    /// Goes back to the state that was rendered last, also in the store.
    async fn go_back(&mut self, error: Error) -> Error {
        if let Some(before) = self.before.take() {
            (self.state, self.mounted, self.told) = (before.state, before.mounted, before.told);
            self.set_alarm();
            self.answer = before.answer;
            if let Some(location) = before.location {
                // What was let go of on the way is subscribed to again.
                self.location = location;
                self.mailbox.resync();
            }
            self.save().await;
        }
        error
    }
}

/// Names the plans that the browser has to load before it can read the frame.
fn write_plans(shared: &Shared, plans: &[&'static str], out: &mut Vec<u8>) {
    plans::share(shared, plans);
    if !plans.is_empty() {
        out.extend_from_slice(format!(",\"plans\":[\"{}\"]", plans.join("\",\"")).as_bytes());
    }
}
