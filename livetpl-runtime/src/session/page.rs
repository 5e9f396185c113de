//! One page: state, tree, mailbox and subscriptions. Owns the transaction that every method runs in.
//!
//! Invariant: one owner at a time holds a page by `&mut`, so there is no lock around user code.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use serde_json::Value;

use crate::bus::{Delivery, MAX_HOPS, Mailbox, PageId, endless};
use crate::controller::action::is_spelt;
use crate::controller::{
    Apply, ConnectKind, Context, Dispatch, Effects, Error, FlashChange, Identity, Params, Payload,
    Result, StateType, Surroundings, Upload, Visibility,
};
use crate::session::answer::Answer;
use crate::session::background::Background;
use crate::session::behind::Behind;
use crate::session::shared::Shared;
use crate::session::sharing::Shown;
use crate::session::store::StoreKey;
use crate::session::subscriptions::Trial;
use crate::session::told::Told;
use crate::session::uploads::{self, Asked, Uploads};
use crate::template::Lvt;

/// Where a page is: what its request said.
#[derive(Clone, Debug)]
pub struct Location {
    /// The path, without its query.
    pub path: Arc<str>,
    /// The query, without `?`.
    pub query: Arc<str>,
    /// The parameters of the path.
    pub params: Params,
    /// The text of its cookies, but for the framework's own.
    pub cookies: Option<Arc<str>>,
    /// The request itself, while it is answered.
    pub request: Option<Arc<http::request::Parts>>,
}

pub(crate) struct Page<C: Dispatch> {
    id: PageId,
    controller: Arc<C>,
    pub(super) shared: Arc<Shared>,
    pub(super) key: StoreKey,
    pub(crate) identity: Identity,
    pub(super) location: Location,
    pub(super) state: C::State,
    /// What the browser shows; `None` where that is not known, and it is sent values.
    pub(super) tree: Option<Arc<Shown>>,
    /// How many frames brought a patch or values: a browser that has not applied all of them is sent values.
    pub(super) shown: u64,
    /// The number of the last frame that told the browser of another query; 0 where it has heard of all.
    pub(super) query_told: u64,
    /// What was rendered last, while something else has not been rendered.
    pub(super) before: Option<Before<C::State>>,
    /// What it tells its user beside its state.
    pub(super) told: Told,
    /// Whether `mount` has succeeded. Until then nothing runs, and the browser keeps what it shows.
    pub(super) mounted: bool,
    /// It has missed something that `mount` has yet to make up for.
    pub(super) behind: Option<Behind>,
    pub(crate) mailbox: Mailbox,
    /// A browser has come for it.
    pub(super) attached: bool,
    /// A socket was attached to it before.
    pub(crate) had_socket: bool,
    /// The persisted fields as the store has them.
    pub(super) saved: Vec<Option<Value>>,
    /// A browser will come back to this page: it subscribes. Not so the page of a form without JavaScript.
    lives: bool,
    /// Its work and timers, while it has some.
    pub(super) background: Option<Box<Background>>,
    /// What its browser uploads, if the controller takes uploads.
    pub(crate) uploads: Option<Uploads>,
    /// What its next answer carries besides what it shows.
    pub(crate) answer: Option<Box<Answer>>,
}

/// What a render that fails goes back to.
pub(super) struct Before<S> {
    pub(super) state: S,
    pub(super) mounted: bool,
    /// What it told.
    pub(super) told: Told,
    /// What waited for its browser.
    pub(super) answer: Option<Box<Answer>>,
    /// Where the page was, if it has gone elsewhere since.
    pub(super) location: Option<Location>,
}

/// What one method call is.
pub(super) enum Method<'a> {
    Mount,
    Connect,
    Disconnect,
    Call(&'a str, &'a Payload),
    /// Work that the page began has ended.
    Apply(Apply),
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
    ) -> Result<Self> {
        let limits = &shared.limits;
        let mut page = Page {
            id: PageId::next(),
            state: caught::<C, _>(|| controller.initial_state())?,
            controller: controller.clone(),
            shared: shared.clone(),
            key: StoreKey {
                group: identity.group.clone(),
                view: view.clone(),
            },
            identity,
            location,
            tree: None,
            shown: 0,
            query_told: 0,
            before: None,
            told: Told::default(),
            mounted: false,
            behind: None,
            mailbox: Mailbox::new(limits.mailbox, C::ACTIONS),
            attached: false,
            had_socket: false,
            saved: Vec::new(),
            lives,
            background: None,
            uploads: None,
            answer: None,
        };
        if !C::UPLOADS.is_empty() {
            let Shared {
                limits,
                uploads,
                tasks,
                ..
            } = &**shared;
            page.uploads = Some(Uploads::new(limits, uploads, tasks, &page.mailbox));
        }
        if page.lives {
            let bus = &page.shared.bus;
            bus.enter(page.id, &page.identity, &page.mailbox);
        }
        page.load().await;
        if page.lives {
            page.shared.bus.ready(&page.identity).await;
        }
        Ok(page)
    }

    /// Goes back to what the application begins with: nothing of the session is left.
    pub(crate) fn clear(&mut self) -> Result {
        self.state = caught::<C, _>(|| self.controller.initial_state())?;
        Ok(())
    }

    /// Runs `mount`. On an error the page is as before; one that redirects shows and runs nothing.
    pub(crate) async fn mount(&mut self, kind: ConnectKind) -> Result {
        self.mailbox.begin_mount();
        self.mounted = self.run_mount(kind).await?;
        Ok(())
    }

    /// Runs `mount`; whether it has mounted: one that redirects has not.
    pub(super) async fn run_mount(&mut self, kind: ConnectKind) -> Result<bool> {
        // What waits already may be another method's way elsewhere.
        let kept = self.answer.take();
        let first = self.before.is_none();
        let result = self.run(Some(kind), 0, Method::Mount).await;
        if let Some(before) = self.before.as_mut().filter(|_| first) {
            before.answer.clone_from(&kept);
        }
        let redirects = self.redirects();
        if result.is_ok() && !redirects {
            self.behind = None;
        }
        if let Some(now) = std::mem::replace(&mut self.answer, kept) {
            Answer::add(&mut self.answer, *now);
        }
        result.map(|()| !redirects)
    }

    /// Whether the browser is to go elsewhere.
    pub(crate) fn redirects(&self) -> bool {
        let answer = self.answer.as_ref();
        answer.is_some_and(|answer| answer.redirect.is_some() || answer.navigate.is_some())
    }

    /// A browser came for this page: what it sent is what it sends now.
    pub(crate) fn met(&mut self, location: &Location) {
        self.location.cookies.clone_from(&location.cookies);
    }

    /// Mounts a page whose `mount` has failed so far, or one that could not make up for what it missed.
    async fn mounted(&mut self) -> Result {
        if !self.mounted {
            self.mount(ConnectKind::Connect).await?;
        } else if self.behind.is_some() {
            self.catch_up().await?;
        }
        Ok(())
    }

    /// A browser has come for the page: from now on others see that it is there.
    pub(crate) fn attach(&mut self) {
        self.attached = true;
        self.shared.bus.attach(self.id);
    }

    /// What the page's templates see as `lvt`.
    pub(super) fn lvt(&self) -> Lvt {
        let pending = self.background.as_ref();
        let pending = pending.is_some_and(|background| background.running() > 0);
        let uploads = self.uploads.as_ref().map(Uploads::shown);
        let lvt = Lvt::new(self.shared.prefix.text().clone())
            .with_user(self.identity.user.clone())
            .with_uploads(uploads.unwrap_or_default());
        self.told.show(lvt.with_pending(pending))
    }

    /// Runs `on_connect`.
    pub(crate) async fn on_connect(&mut self, kind: ConnectKind) -> Result {
        if !self.mounted {
            return Ok(());
        }
        self.run(Some(kind), 0, Method::Connect).await
    }

    /// Runs `on_disconnect` and lets the page go.
    pub(crate) async fn end(mut self) {
        if let Err(error) = self.run(None, 0, Method::Disconnect).await {
            tracing::error!(view = &*self.key.view, %error, "on_disconnect failed");
        }
    }

    /// Runs an action that a browser asked for. Of its error the page tells until the next one.
    pub(crate) async fn act(&mut self, action: &str, payload: &Payload) -> Result {
        if action == uploads::ACTION {
            return self.hear_of_uploads(payload).await;
        }
        let result = self.call(action, payload).await;
        match &result {
            Ok(()) => self.told.forgive(),
            Err(error) => self.told.refuse(error),
        }
        result
    }

    /// What the browser asked for has failed, though no action did.
    pub(crate) fn refuse(&mut self, error: &Error) {
        self.told.refuse(error);
    }

    /// Nothing is to be told of what failed.
    pub(crate) fn forgive(&mut self) {
        self.told.forgive();
    }

    /// Says what the page before this one was to say.
    pub(crate) fn receive(&mut self, flash: Vec<FlashChange>) {
        let mut effects = Effects {
            flash,
            ..Effects::default()
        };
        Answer::collect(&mut self.answer, &mut effects);
        self.told.change(effects.flash);
        self.set_alarm();
    }

    /// Says no more what another page has said.
    pub(crate) fn unsay(&mut self, flash: &[FlashChange]) {
        self.receive(flash.iter().map(FlashChange::cleared).collect());
    }

    /// Sees to it that the page is woken when a flash is over, and when it tries again to make up for what it missed.
    pub(super) fn set_alarm(&mut self) {
        let again = self.behind.as_ref().map(|behind| behind.again);
        let next = self.told.next_end().into_iter().chain(again).min();
        if self.lives && (next.is_some() || self.background.is_some()) {
            self.background().wake_at(next);
            self.background.take_if(|background| background.is_idle());
        }
    }

    fn background(&mut self) -> &mut Background {
        self.background
            .get_or_insert_with(|| Box::new(Background::new(&self.shared.tasks, &self.mailbox)))
    }

    async fn call(&mut self, action: &str, payload: &Payload) -> Result {
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
            return Err(Error::unknown_action(action));
        };
        self.mounted().await?;
        if !self.mounted {
            return Ok(());
        }
        let result = match self.admit(info.name, payload) {
            Ok(payload) => self.run(None, 0, Method::Call(info.name, &payload)).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &result {
            tracing::debug!(controller = C::NAME, action, %error, "an action was refused");
        }
        result
    }

    /// What the script says of uploads.
    async fn hear_of_uploads(&mut self, payload: &Payload) -> Result {
        self.mounted().await?;
        let Some(uploads) = self.uploads.clone() else {
            return Err(Error::bad_request("this page takes no uploads"));
        };
        let asked = Asked::read(payload)?;
        uploads.remove(&asked.cancel);
        uploads.failed(&asked.failed);
        uploads.sent(&asked.sent);
        if asked.files.is_empty() || !self.mounted {
            return Ok(());
        }
        let (name, how) = self.upload(&asked.upload)?;
        uploads.announce(name, how, asked.files)
    }

    /// Asks the controller how it takes the files of an upload, by a name as HTML has it.
    pub(crate) fn upload(&self, asked: &str) -> Result<(&'static str, Upload)> {
        let find = || C::UPLOADS.iter().find(|name| is_spelt(name, asked));
        let unknown = || Error::bad_request(format!("`{}` has no upload `{asked}`", C::NAME));
        let name = find().ok_or_else(unknown)?;
        let ctx = self.context(None, 0);
        let how = caught::<C, _>(|| self.controller.upload(name, &self.state, &ctx))?;
        Ok((name, how.ok_or_else(unknown)?))
    }

    /// What a method knows of the page.
    fn context(&self, kind: Option<ConnectKind>, hops: u8) -> Context {
        let Location {
            path,
            query,
            params,
            cookies,
            request,
        } = self.location.clone();
        let around = Surroundings {
            prefix: self.shared.prefix.text().clone(),
            reach: Some(self.shared.reach.clone()),
            state: Some(StateType::of::<C::State>()),
            pending: self.background.as_ref().map_or(0, |work| work.running()),
            params,
            cookies,
            request,
            uploads: self.uploads.clone().map(|own| Arc::new(own) as _),
            max_publishes: self.shared.limits.publishes,
            max_work: self.shared.limits.work,
            hops,
        };
        let acl = self.shared.acl.clone();
        Context::new(kind, self.identity.clone(), path, query, acl).within(around)
    }

    pub(super) async fn run(
        &mut self,
        kind: Option<ConnectKind>,
        hops: u8,
        method: Method<'_>,
    ) -> Result {
        let result = self.transact(kind, hops, method).await;
        if let (Err(_), Some(uploads)) = (&result, &self.uploads) {
            uploads.forget_moved();
        }
        result
    }

    async fn transact(
        &mut self,
        kind: Option<ConnectKind>,
        hops: u8,
        method: Method<'_>,
    ) -> Result {
        let trial = Trial::new(&self.shared.bus, self.id, &self.mailbox);
        let listener = self.lives.then(|| trial.listener());
        let mut ctx = self.context(kind, hops).with_subscriber(listener);
        let controller = &*self.controller;
        let mut state = caught::<C, _>(|| self.state.clone())?;
        let call = async {
            match method {
                Method::Mount => controller.mount(&mut state, &mut ctx).await,
                Method::Connect => controller.on_connect(&mut state, &mut ctx).await,
                Method::Disconnect => controller.on_disconnect(&mut state, &mut ctx).await,
                Method::Call(action, payload) => {
                    controller.call(action, payload, &mut state, &mut ctx).await
                }
                Method::Apply(apply) => apply(&mut state, &mut ctx),
            }
        };
        // After a panic the clone of the state and the context are dropped; the controller's own locks are its own.
        AssertUnwindSafe(call)
            .catch_unwind()
            .await
            .unwrap_or_else(|panic| Err(panicked::<C>(&*panic)))?;
        let mut effects = ctx.into_effects();
        let navigates = kind == Some(ConnectKind::Navigate);
        if navigates && (effects.redirect.is_some() || effects.navigate.is_some()) {
            Answer::collect(&mut self.answer, &mut effects);
            return Ok(());
        }
        if hops >= MAX_HOPS && !effects.publish.is_empty() {
            return Err(endless());
        }
        if let Some(acl) = &self.shared.acl
            && !effects.undecided.is_empty()
        {
            acl.admit(&effects.undecided, &self.identity).await?;
        }
        trial.keep(self.attached, navigates);
        let state = std::mem::replace(&mut self.state, state);
        self.before.get_or_insert_with(|| Before {
            state,
            mounted: self.mounted,
            told: self.told.clone(),
            answer: self.answer.clone(),
            location: None,
        });
        self.save().await;
        self.apply(effects, hops);
        Ok(())
    }

    fn apply(&mut self, mut effects: Effects, hops: u8) {
        if let Some(query) = &effects.query {
            let from = self.location.clone();
            self.location.query.clone_from(query);
            if let Some(before) = &mut self.before {
                before.location.get_or_insert(from);
            }
        }
        Answer::collect(&mut self.answer, &mut effects);
        if let Some(uploads) = &self.uploads {
            uploads.remove(&effects.uploads);
        }
        if self.lives && !(effects.work.is_empty() && effects.timers.is_empty()) {
            let background = self.background();
            effects
                .work
                .into_iter()
                .for_each(|work| background.begin(work));
            let timers = effects.timers.into_iter();
            timers.for_each(|timer| background.set_timer(timer));
            self.background.take_if(|background| background.is_idle());
        }
        self.told.change(effects.flash);
        self.set_alarm();
        if effects.signs_out {
            self.shared.bus.end_group(&self.identity.group);
        }
        for topic in effects.unsubscribe {
            self.shared.bus.unsubscribe(self.id, &topic);
        }
        for (topic, call) in effects.publish {
            // The context refused calls whose payload can't be serialised.
            if let Ok(delivery) = Delivery::of(&call, hops + 1) {
                self.shared.bus.publish(&topic, &delivery, Some(self.id));
            }
        }
    }
}

/// Runs what calls user code; a panic in it is an error.
pub(super) fn caught<C: Dispatch, T>(work: impl FnOnce() -> T) -> Result<T> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panicked::<C>(&*panic))
}

fn panicked<C: Dispatch>(panic: &(dyn Any + Send)) -> Error {
    Error::panicked(&format!("`{}`", C::NAME), panic)
}

impl<C: Dispatch> Drop for Page<C> {
    fn drop(&mut self) {
        if let Some(uploads) = &self.uploads {
            uploads.close();
        }
        if self.lives {
            self.shared.bus.leave(self.id, &self.identity);
        }
    }
}
