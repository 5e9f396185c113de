//! One page: state, tree, mailbox and subscriptions. Owns the transaction that every method runs in.
//!
//! Invariant: one owner at a time holds a page by `&mut`, so there is no lock around user code.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use crate::bus::{Batch, Delivery, MAX_HOPS, Mailbox, PageId};
use crate::controller::{
    ConnectKind, Context, Dispatch, Effects, Error, Identity, LiveState, Payload, Result, Topic,
    Visibility,
};
use crate::session::shared::Shared;
use crate::session::store::StoreKey;
use crate::template::{LiveTemplate, Tree};

/// How long a page waits for its store.
const STORE_PATIENCE: Duration = Duration::from_secs(2);

/// Where a page is: what its request said.
#[derive(Clone, Debug)]
pub struct Location {
    /// The path, without its query.
    pub path: Arc<str>,
    /// The query, without `?`.
    pub query: Arc<str>,
}

pub(crate) struct Page<C: Dispatch> {
    id: PageId,
    controller: Arc<C>,
    shared: Arc<Shared>,
    key: StoreKey,
    pub(crate) identity: Identity,
    location: Location,
    state: C::State,
    /// What the browser shows; `None` where that is not known, and it is sent values.
    tree: Option<Tree>,
    pub(crate) mailbox: Mailbox,
    subscriptions: FxHashSet<Topic>,
    /// The persisted fields as the store has them.
    saved: Vec<Option<Value>>,
    /// A browser will come back to this page: it subscribes. Not so the page of a form without JavaScript.
    lives: bool,
}

/// What one method call is.
enum Method<'a> {
    Mount,
    Connect,
    Disconnect,
    Call(&'a str, &'a Payload),
}

impl<C: Dispatch> Page<C> {
    /// A page before its `mount`.
    pub(crate) async fn new(
        controller: &Arc<C>,
        shared: &Arc<Shared>,
        view: &Arc<str>,
        identity: Identity,
        location: Location,
        lives: bool,
    ) -> Self {
        let mut page = Page {
            id: PageId::next(),
            state: controller.initial_state(),
            controller: controller.clone(),
            shared: shared.clone(),
            key: StoreKey {
                group: identity.group.clone(),
                view: view.clone(),
            },
            identity,
            location,
            tree: None,
            mailbox: Mailbox::new(shared.limits.mailbox, C::ACTIONS),
            subscriptions: FxHashSet::default(),
            saved: Vec::new(),
            lives,
        };
        page.load().await;
        page
    }

    /// Runs `mount`. On an error the page is as before.
    pub(crate) async fn mount(&mut self, kind: ConnectKind) -> Result {
        self.run(Some(kind), 0, Method::Mount).await
    }

    /// Runs `on_connect`.
    pub(crate) async fn on_connect(&mut self, kind: ConnectKind) -> Result {
        self.run(Some(kind), 0, Method::Connect).await
    }

    /// Runs `on_disconnect` and lets the page go.
    pub(crate) async fn end(mut self) {
        if let Err(error) = self.run(None, 0, Method::Disconnect).await {
            tracing::error!(view = &*self.key.view, %error, "on_disconnect failed");
        }
    }

    /// Runs an action that a browser asked for.
    pub(crate) async fn act(&mut self, action: &str, payload: &Payload) -> Result {
        let public = |info: &&crate::controller::ActionInfo| info.visibility == Visibility::Public;
        let Some(info) = C::ACTIONS
            .iter()
            .filter(public)
            .find(|info| info.is_spelt(action))
        else {
            tracing::warn!(
                controller = C::NAME,
                action,
                "a browser asked for an action that it can't call"
            );
            return Err(Error::unknown_action(C::NAME, action));
        };
        let result = self.run(None, 0, Method::Call(info.name, payload)).await;
        if let Err(error) = &result {
            tracing::debug!(controller = C::NAME, action, %error, "an action was refused");
        }
        result
    }

    /// Runs what others published; a page that lagged mounts again.
    pub(crate) async fn deliver(&mut self, batch: Batch) {
        if batch.lagged
            && let Err(error) = self.mount(ConnectKind::Resync).await
        {
            tracing::error!(view = &*self.key.view, %error, "a page that lagged could not mount again");
        }
        for Delivery {
            action,
            payload,
            hops,
        } in batch.deliveries
        {
            if let Err(error) = self.run(None, hops, Method::Call(&action, &payload)).await {
                tracing::error!(controller = C::NAME, action = &*action, %error, "a published action failed");
            }
        }
    }

    async fn run(&mut self, kind: Option<ConnectKind>, hops: u8, method: Method<'_>) -> Result {
        let mut state = self.state.clone();
        let Location { path, query } = self.location.clone();
        let acl = self.shared.acl.clone();
        let mut ctx = Context::new(kind, self.identity.clone(), path, query, acl);
        let controller = &*self.controller;
        let call = async {
            match method {
                Method::Mount => controller.mount(&mut state, &mut ctx).await,
                Method::Connect => controller.on_connect(&mut state, &mut ctx).await,
                Method::Disconnect => controller.on_disconnect(&mut state, &mut ctx).await,
                Method::Call(action, payload) => {
                    controller.call(action, payload, &mut state, &mut ctx).await
                }
            }
        };
        // After a panic the clone of the state and the context are dropped; the controller's own locks are its own.
        match AssertUnwindSafe(call).catch_unwind().await {
            Ok(result) => result?,
            Err(panic) => {
                let reason = panic.downcast_ref::<&str>().map(ToString::to_string);
                let reason = reason
                    .or_else(|| panic.downcast_ref::<String>().cloned())
                    .unwrap_or_default();
                tracing::error!(controller = C::NAME, reason, "a method panicked");
                return Err(Error::internal(format!(
                    "a method of `{}` panicked: {reason}",
                    C::NAME
                )));
            }
        }
        let effects = ctx.into_effects();
        if hops >= MAX_HOPS && !effects.publish.is_empty() {
            return Err(Error::limit(format!(
                "more than {MAX_HOPS} publishes caused each other: an endless echo"
            )));
        }
        self.state = state;
        self.save().await;
        self.apply(effects, hops);
        Ok(())
    }

    fn apply(&mut self, effects: Effects, hops: u8) {
        if self.lives {
            for topic in effects.subscribe {
                if self.subscriptions.insert(topic.clone()) {
                    self.shared.bus.subscribe(self.id, &topic, &self.mailbox);
                }
            }
        }
        for topic in effects.unsubscribe {
            if self.subscriptions.remove(&topic) {
                self.shared.bus.unsubscribe(self.id, &topic);
            }
        }
        for (topic, call) in effects.publish {
            // The context refused calls whose payload can't be serialised.
            if let Ok(payload) = call.payload() {
                let delivery = Delivery {
                    action: call.action().into(),
                    payload: payload.clone(),
                    hops: hops + 1,
                };
                self.shared.bus.publish(&topic, &delivery, Some(self.id));
            }
        }
    }

    async fn load(&mut self) {
        let names = C::State::PERSISTED;
        if names.is_empty() {
            return;
        }
        let store = self.shared.store.clone();
        let fields = match tokio::time::timeout(STORE_PATIENCE, store.load(&self.key)).await {
            Ok(Ok(fields)) => fields,
            Ok(Err(error)) => {
                tracing::error!(view = &*self.key.view, %error, "the store could not load persisted fields");
                Map::new()
            }
            Err(_) => {
                tracing::error!(view = &*self.key.view, "the store did not answer in time");
                Map::new()
            }
        };
        for (index, name) in names.iter().enumerate() {
            let Some(value) = fields.get(*name).cloned() else {
                continue;
            };
            if let Err(error) = self.state.load_field(index, value) {
                tracing::warn!(view = &*self.key.view, field = name, %error, "a persisted field no longer fits");
            }
        }
        self.saved = (0..names.len())
            .map(|index| self.state.save_field(index).ok())
            .collect();
    }

    /// Writes the persisted fields that changed.
    async fn save(&mut self) {
        let mut changed = Map::new();
        for (index, name) in C::State::PERSISTED.iter().enumerate() {
            match self.state.save_field(index) {
                Ok(value) => {
                    if let Some(saved) = self.saved.get_mut(index)
                        && saved.as_ref() != Some(&value)
                    {
                        *saved = Some(value.clone());
                        changed.insert((*name).to_owned(), value);
                    }
                }
                Err(error) => {
                    tracing::error!(field = name, %error, "a field could not be persisted");
                }
            }
        }
        if changed.is_empty() {
            return;
        }
        let store = self.shared.store.clone();
        match tokio::time::timeout(STORE_PATIENCE, store.save(&self.key, changed)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(view = &*self.key.view, %error, "the store could not save fields");
            }
            Err(_) => tracing::error!(view = &*self.key.view, "the store did not answer in time"),
        }
    }

    /// Renders the page anew and lets `read` see the recording; the browser is taken to show it from now on.
    pub(crate) fn fresh<T>(
        &mut self,
        read: impl FnOnce(&crate::template::Recorder, Vec<u8>) -> T,
    ) -> Result<T> {
        let (state, shared) = (&self.state, &self.shared);
        let (tree, result) = shared.with_recorder(|recorder| -> Result<_> {
            recorder.render(state)?;
            let mut values = Vec::new();
            let tree = Tree::build(C::State::PLAN, recorder, &mut values)?;
            Ok((tree, read(recorder, values)))
        })?;
        self.shared.warn_of_duplicate_keys(C::State::PLAN, &tree);
        self.tree = Some(tree);
        Ok(result)
    }

    /// Forgets what the browser shows: the next frame brings values.
    pub(crate) fn forget_tree(&mut self) {
        self.tree = None;
    }

    /// Renders, and writes what differs from what the browser shows as a member of a frame.
    ///
    /// On an error the browser keeps what it shows; the action that came before has succeeded all the same.
    pub(crate) fn write_changes(&mut self, out: &mut Vec<u8>) -> Result {
        let Some(tree) = &mut self.tree else {
            out.extend_from_slice(b"\"values\":");
            let start = out.len();
            let written = self.fresh(|recorder, values| (values, recorder.plan_names()));
            return match written {
                Ok((values, plans)) => {
                    out.extend_from_slice(&values);
                    write_plans(&plans, out);
                    Ok(())
                }
                Err(error) => {
                    out.truncate(start - b"\"values\":".len());
                    Err(error)
                }
            };
        };
        let (state, start) = (&self.state, out.len());
        let changed = self.shared.with_recorder(|recorder| -> Result<bool> {
            recorder.render(state)?;
            out.extend_from_slice(b"\"patch\":");
            let changed = tree.update(recorder, out)?;
            if changed {
                write_plans(&tree.new_plan_names(recorder), out);
            }
            Ok(changed)
        });
        if !matches!(changed, Ok(true)) {
            out.truncate(start);
        }
        if let Err(error) = changed {
            self.tree = None;
            return Err(error);
        }
        self.shared.warn_of_duplicate_keys(C::State::PLAN, tree);
        Ok(())
    }
}

/// Names the plans that the browser has to load before it can read the frame.
fn write_plans(plans: &[&str], out: &mut Vec<u8>) {
    if !plans.is_empty() {
        out.extend_from_slice(format!(",\"plans\":[\"{}\"]", plans.join("\",\"")).as_bytes());
    }
}

impl<C: Dispatch> Drop for Page<C> {
    fn drop(&mut self) {
        self.shared.bus.unsubscribe_all(self.id);
    }
}
