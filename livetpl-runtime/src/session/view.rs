//! A controller with its template, mounted at a path, and all of its pages.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::controller::{ConnectKind, Dispatch, Error, Identity, Payload, Result, Visibility};
use crate::session::admission::{Admitted, Full};
use crate::session::connection::{Connection, Socket};
use crate::session::frame::Frame;
use crate::session::message::Message;
use crate::session::page::Page;
use crate::session::registry::{Held, Registry};
use crate::session::shared::Shared;
use crate::template::{LiveTemplate, Plan, plan_name, root_hash, static_position, write_shape};

pub use crate::session::page::Location;

/// A view of an application.
pub struct View<C: Dispatch> {
    path: Arc<str>,
    controller: Arc<C>,
    shared: Arc<Shared>,
    plan_hash: &'static str,
    registry: Arc<Registry<C>>,
}

/// A page as a GET answers it.
pub struct Opened {
    /// The template's HTML.
    pub html: String,
    /// Where the script's tag goes, in a template that is a whole document.
    pub head_end: Option<usize>,
    /// The token under which the page waits for its socket.
    pub token: Arc<str>,
    /// What the browser needs to find the slots, as JSON.
    pub shape: String,
    /// The root hash.
    pub root: String,
    /// The hashes of the nested templates' plans.
    pub plans: Vec<&'static str>,
}

/// How a browser's first message was met.
pub(crate) enum Joined<C: Dispatch> {
    Page(Held<C>, Frame),
    /// The page is from before a deploy.
    Reload,
    Refused(Frame),
}

impl<C: Dispatch> View<C> {
    /// The view of `controller` at `path`.
    pub fn new(path: &str, controller: C, shared: Arc<Shared>) -> Self {
        View {
            path: path.into(),
            controller: Arc::new(controller),
            plan_hash: plan_name(C::State::PLAN),
            registry: Arc::new(Registry::new(shared.clone())),
            shared,
        }
    }

    /// The template's plan.
    pub fn plan(&self) -> &'static Plan {
        C::State::PLAN
    }

    /// The hash that names the plan's asset.
    pub fn plan_hash(&self) -> &'static str {
        self.plan_hash
    }

    /// Counts a connection.
    ///
    /// # Errors
    ///
    /// If a limit is reached.
    pub fn admit(&self, identity: &Identity) -> Result<Admitted, Full> {
        self.shared.admission.admit(&identity.group)
    }

    /// Mounts a page for a GET and leaves it parked.
    ///
    /// # Errors
    ///
    /// `mount`'s, or that the template does not render.
    pub async fn open(&self, identity: Identity, location: Location) -> Result<Opened> {
        let mut page = self.page(identity, location, true).await;
        page.mount(ConnectKind::Get).await?;
        let plan = self.plan();
        let (html, shape, head_end, root, plans) = page.fresh(|recorder, _| {
            let mut shape = Vec::new();
            let shape = write_shape(plan, recorder, &mut shape).map(|()| shape);
            let head_end = plan
                .head_end
                .map(|place| static_position(plan, recorder, place));
            let (root, plans) = (root_hash(recorder), recorder.plan_names());
            (recorder.html().to_owned(), shape, head_end, root, plans)
        })?;
        let held = self.registry.insert(page);
        Ok(Opened {
            root,
            html,
            head_end: head_end.transpose()?,
            token: held.token().clone(),
            shape: String::from_utf8(shape?).unwrap_or_default(),
            plans,
        })
    }

    /// Runs the action of a form that was posted without JavaScript.
    ///
    /// # Errors
    ///
    /// `mount`'s or the action's.
    pub async fn submit(
        &self,
        identity: Identity,
        location: Location,
        fields: Map<String, Value>,
    ) -> Result {
        let (action, fields) = submitted_action::<C>(fields);
        let mut page = self.page(identity, location, false).await;
        page.mount(ConnectKind::Post).await?;
        page.act(&action, &Payload::new(fields)).await
    }

    /// Answers a message that came by fetch with a frame.
    ///
    /// # Errors
    ///
    /// If the message can't be understood.
    pub async fn exchange(
        self: &Arc<Self>,
        identity: Identity,
        location: Location,
        text: &str,
    ) -> Result<String> {
        let message = Message::read(text).map_err(|(_, reason)| Error::bad_request(reason))?;
        match self.join(&message, identity, location, false).await {
            Joined::Reload => Ok("{\"reload\":1}".to_owned()),
            Joined::Refused(frame) => Ok(frame.into_json(0)),
            Joined::Page(mut held, mut frame) => {
                if let Some(page) = held.page() {
                    if let Some(action) = &message.action {
                        let payload = Payload::new(message.data.unwrap_or_default());
                        let result = page.act(action, &payload).await;
                        frame.done(message.reference, result.as_ref().copied());
                    }
                    if message.full.is_some() {
                        page.forget_tree();
                    }
                    frame.content.clear();
                    if let Err(error) = page.write_changes(&mut frame.content) {
                        tracing::error!(view = &*self.path, %error, "a page could not be rendered");
                        frame.error(&error);
                    }
                }
                Ok(frame.into_json(0))
            }
        }
    }

    /// Drives a page over `socket` until one of the two ends.
    pub async fn attach(
        self: Arc<Self>,
        socket: impl Socket,
        identity: Identity,
        location: Location,
        admitted: Admitted,
    ) {
        let shared = self.shared.clone();
        Connection::new(self, shared, socket)
            .run(identity, location)
            .await;
        drop(admitted);
    }

    async fn page(&self, identity: Identity, location: Location, lives: bool) -> Page<C> {
        Page::new(
            &self.controller,
            &self.shared,
            &self.path,
            identity,
            location,
            lives,
        )
        .await
    }

    /// Meets a browser's first message: adopts its page, or mounts it again.
    pub(crate) async fn join(
        &self,
        message: &Message,
        identity: Identity,
        location: Location,
        by_socket: bool,
    ) -> Joined<C> {
        if message
            .plan
            .as_deref()
            .is_some_and(|plan| plan != self.plan_hash)
        {
            return Joined::Reload;
        }
        let mut frame = Frame::default();
        let token = message.join.as_deref().unwrap_or_default();
        let (mut held, kind) = match self.registry.adopt(token, &identity.group).await {
            Some(mut held) => {
                if let Some(page) = held.page() {
                    let batch = page.mailbox.take();
                    page.deliver(batch).await;
                }
                (held, ConnectKind::Reconnect)
            }
            None => {
                let mut page = self.page(identity, location, true).await;
                if let Err(error) = page.mount(ConnectKind::Connect).await {
                    // The page stays: what it shows without its mount, and the error. Never a storm of reconnects.
                    tracing::error!(view = &*self.path, %error, "mount failed");
                    frame.error(&error);
                    if error.refused_topic().is_none() {
                        return Joined::Refused(frame);
                    }
                }
                // A browser that shows just this page needs no values.
                let current = page.fresh(|recorder, _| root_hash(recorder));
                if !current.is_ok_and(|root| message.root.as_deref() == Some(&*root)) {
                    page.forget_tree();
                }
                let held = self.registry.insert(page);
                frame.token = Some(held.token().to_string());
                (held, ConnectKind::Connect)
            }
        };
        if let Some(page) = held.page() {
            if by_socket && let Err(error) = page.on_connect(kind).await {
                tracing::error!(view = &*self.path, %error, "on_connect failed");
                frame.error(&error);
            }
            if let Err(error) = page.write_changes(&mut frame.content) {
                tracing::error!(view = &*self.path, %error, "a page could not be rendered");
                frame.error(&error);
            }
        }
        Joined::Page(held, frame)
    }
}

/// Which action a posted form asks for: its submitter is among its fields.
fn submitted_action<C: Dispatch>(mut fields: Map<String, Value>) -> (String, Map<String, Value>) {
    // Of the fields that could be one, the one whose button the template has: a text field may be called like an action.
    let actions = || {
        C::ACTIONS
            .iter()
            .filter(|action| action.visibility == Visibility::Public)
    };
    let in_template = |name: &str| {
        C::State::PLAN
            .actions
            .iter()
            .any(|action| action.name == name)
    };
    let named = |field: &String| {
        actions()
            .find(|action| action.is_spelt(field))
            .map(|action| (field.clone(), action.name.to_owned()))
    };
    let candidates: Vec<(String, String)> = fields.keys().filter_map(named).collect();
    let found = candidates
        .iter()
        .find(|(_, action)| in_template(action))
        .or(candidates.first())
        .cloned();
    let Some((field, action)) = found else {
        return ("submit".to_owned(), fields);
    };
    match fields.remove(&field) {
        Some(Value::String(value)) if value.is_empty() => {}
        Some(value) => {
            fields.entry("value").or_insert(value);
        }
        None => {}
    }
    (action, fields)
}
