//! The render half of a page: what the browser is taken to show, and what it is sent. Owns what happens when a render fails.

use crate::controller::{Dispatch, Error, Result};
use crate::session::page::{Page, caught};
use crate::template::{LiveTemplate, Recorder, Tree};

impl<C: Dispatch> Page<C> {
    /// Whether the browser has applied all that was sent; if not, it will be sent values.
    pub(crate) fn expect_shown(&mut self, applied: i64) {
        if u64::try_from(applied) != Ok(self.shown) {
            self.tree = None;
        }
    }

    /// The number of the last frame that brought a patch or values.
    pub(crate) fn shown(&self) -> u64 {
        self.shown
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
        let (state, shared) = (&self.state, &self.shared);
        let result = caught::<C, _>(|| {
            shared.with_recorder(|recorder| -> Result<_> {
                recorder.record(state)?;
                let mut values = Vec::new();
                let tree = Tree::build(C::State::PLAN, recorder, &mut values)?;
                Ok((tree, read(recorder, values)))
            })
        });
        match result.flatten() {
            Ok((tree, result)) => {
                self.shared.warn_of_duplicate_keys(C::State::PLAN, &tree);
                self.tree = Some(tree);
                self.before = None;
                Ok(result)
            }
            Err(error) => Err(self.go_back(error).await),
        }
    }

    /// Renders, and writes what differs from what the browser shows as a member of a frame.
    ///
    /// # Errors
    ///
    /// If the template fails or panics. The page then goes back to the state that was rendered last, which the browser
    /// still shows: what ran since has not happened, but for what it published.
    pub(crate) async fn write_changes(&mut self, out: &mut Vec<u8>) -> Result {
        if !self.mounted {
            return Ok(());
        }
        if self.tree.is_none() {
            let read = |recorder: &Recorder, values| (values, recorder.plan_names());
            let (values, plans) = self.fresh(read).await?;
            out.extend_from_slice(b"\"values\":");
            out.extend_from_slice(&values);
            write_plans(&plans, out);
            self.shown += 1;
            return Ok(());
        }
        let (state, shared, tree, start) = (&self.state, &self.shared, &mut self.tree, out.len());
        let mut rendered = false;
        let changed = caught::<C, _>(|| {
            shared.with_recorder(|recorder| -> Result<bool> {
                let Some(tree) = tree else { return Ok(false) };
                recorder.record_against(tree, state)?;
                rendered = true;
                out.extend_from_slice(b"\"patch\":");
                let changed = tree.update(recorder, out)?;
                if changed {
                    write_plans(&tree.new_plan_names(recorder), out);
                }
                Ok(changed)
            })
        });
        let changed = changed.flatten();
        if !matches!(changed, Ok(true)) {
            out.truncate(start);
        }
        match changed {
            Ok(changed) => {
                if let Some(tree) = &self.tree {
                    self.shared.warn_of_duplicate_keys(C::State::PLAN, tree);
                }
                self.before = None;
                self.shown += u64::from(changed);
                Ok(())
            }
            Err(error) => {
                if rendered {
                    // The tree may have followed half of a render that doesn't follow its plan.
                    self.tree = None;
                }
                Err(self.go_back(error).await)
            }
        }
    }

    /// Goes back to the state that was rendered last, also in the store.
    async fn go_back(&mut self, error: Error) -> Error {
        if let Some((state, mounted)) = self.before.take() {
            (self.state, self.mounted) = (state, mounted);
            self.save().await;
        }
        error
    }
}

/// Names the plans that the browser has to load before it can read the frame.
fn write_plans(plans: &[&str], out: &mut Vec<u8>) {
    if !plans.is_empty() {
        out.extend_from_slice(format!(",\"plans\":[\"{}\"]", plans.join("\",\"")).as_bytes());
    }
}
