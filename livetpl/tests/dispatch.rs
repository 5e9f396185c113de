//! What the macros generate, driven as the runtime drives it: lifecycle, actions, persisted fields.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use livetpl::controller::Subscriber;
use livetpl::prelude::*;
use livetpl::{Controller, Dispatch, ErrorKind, Identity, LiveState, Payload, Visibility};
use parking_lot::Mutex;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log {
    looks: AtomicU32,
}

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
    #[persist]
    r#type: String,
    #[persist]
    sizes: Vec<u8>,
}

#[live_controller]
impl Log {
    async fn mount(&self, ctx: &mut Context, state: &mut LogState) -> Result {
        state.count = 10;
        ctx.subscribe(ctx.self_topic())
    }

    fn on_disconnect(&self, state: &mut LogState) {
        state.count = 0;
    }

    #[action]
    fn look(&self) {
        self.looks.fetch_add(1, Ordering::Relaxed);
    }

    #[action(coalesce)]
    async fn count_up(
        &self,
        LogState { count, .. }: &mut LogState,
    ) -> Result<(), std::num::TryFromIntError> {
        *count += u32::try_from(1_i64)?;
        Ok(())
    }

    #[action(internal)]
    fn refuse(&self, _: &LogState, ctx: &mut Context) -> Result {
        ctx.publish(ctx.self_topic(), Self::LOOK)?;
        Err(Error::msg("no"))
    }

    #[action]
    fn foreign(&self) -> std::io::Result<()> {
        Err(std::io::Error::other("disk"))
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(source = "<p>{{ room }}</p>", ext = "html")]
struct Room {
    #[persist]
    room: String,
}

#[live_controller]
impl Room {
    fn mount(&mut self) {
        self.room.push_str("kitchen");
    }

    fn on_connect(&self, ctx: &mut Context) -> Result {
        assert_eq!(self.room, "kitchen");
        ctx.subscribe(ctx.self_topic())
    }

    #[action]
    async fn leave(&mut self) {
        self.room.clear();
    }
}

fn context() -> Context {
    let identity = Identity {
        group: "group".into(),
        user: None,
    };
    Context::new(None, identity, "/".into(), "".into(), None)
}

async fn call<C: Dispatch>(controller: &C, action: &str, state: &mut C::State) -> Result {
    controller
        .call(action, &Payload::default(), state, &mut context())
        .await
}

#[test]
fn the_table_says_who_may_call_what() {
    let rows = Log::ACTIONS
        .iter()
        .map(|row| (row.name, row.visibility, row.coalesce));
    let expected = [
        ("look", Visibility::Public, false),
        ("count_up", Visibility::Public, true),
        ("refuse", Visibility::Internal, false),
        ("foreign", Visibility::Public, false),
    ];
    assert!(rows.eq(expected));
    assert_eq!(<Log as Controller>::NAME, "Log");
    assert_eq!(Log::COUNT_UP.name(), "count_up");
}

/// The topics that methods subscribe to.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Topic>>>);

impl Subscriber for Heard {
    fn subscribe(&mut self, topic: &Topic, _undecided: bool) {
        self.0.lock().push(topic.clone());
    }
}

#[tokio::test]
async fn lifecycle_methods_run_with_what_they_take() {
    let log = Log::default();
    let heard = Heard::default();
    let mut ctx = context().with_subscriber(Some(Box::new(heard.clone())));
    let mut state = log.initial_state();
    Dispatch::mount(&log, &mut state, &mut ctx).await.unwrap();
    assert_eq!(state.count, 10);
    assert_eq!(heard.0.lock().len(), 1);
    Dispatch::on_connect(&log, &mut state, &mut context())
        .await
        .unwrap();
    assert_eq!(state.count, 10);
    Dispatch::on_disconnect(&log, &mut state, &mut context())
        .await
        .unwrap();
    assert_eq!(state.count, 0);
}

#[tokio::test]
async fn actions_run_by_name() {
    let log = Log::default();
    let mut state = log.initial_state();
    call(&log, "look", &mut state).await.unwrap();
    assert_eq!(log.looks.load(Ordering::Relaxed), 1);
    call(&log, "count_up", &mut state).await.unwrap();
    assert_eq!(state.count, 1);
}

#[tokio::test]
async fn errors_of_actions_become_errors() {
    let log = Log::default();
    let mut state = log.initial_state();
    let kind = |result: Result| result.unwrap_err().kind();
    assert_eq!(
        kind(call(&log, "refuse", &mut state).await),
        ErrorKind::Message
    );
    assert_eq!(
        kind(call(&log, "foreign", &mut state).await),
        ErrorKind::Internal
    );
    for unknown in ["", "mount", "LOOK", "call", "initial_state", "on_connect"] {
        let result = call(&log, unknown, &mut state).await;
        assert_eq!(kind(result), ErrorKind::UnknownAction, "{unknown}");
    }
}

#[tokio::test]
async fn a_controller_that_is_its_own_state_runs_on_the_pages_copy() {
    let room = Room::default();
    let (mut state, mut ctx) = (room.initial_state(), context());
    Dispatch::mount(&room, &mut state, &mut ctx).await.unwrap();
    Dispatch::on_connect(&room, &mut state, &mut ctx)
        .await
        .unwrap();
    assert_eq!((room.room.as_str(), state.room.as_str()), ("", "kitchen"));
    call(&room, "leave", &mut state).await.unwrap();
    assert_eq!(state.room, "");
}

#[test]
fn persisted_fields_are_saved_and_loaded_by_place() {
    let mut state = LogState::default();
    assert_eq!(LogState::PERSISTED, ["type", "sizes"]);
    state.load_field(0, "a".into()).unwrap();
    state.load_field(1, vec![1, 2].into()).unwrap();
    assert_eq!(state.save_field(0).unwrap(), "a");
    assert_eq!(state.save_field(1).unwrap().to_string(), "[1,2]");
    assert!(state.load_field(1, "no list".into()).is_err());
    assert_eq!(state.sizes, [1, 2]);
    assert!(state.save_field(2).is_err() && state.load_field(2, 1.into()).is_err());
    assert_eq!(<Room as LiveState>::PERSISTED, ["room"]);
}

#[test]
fn the_template_and_its_plan_are_the_states() {
    let state = LogState {
        count: 3,
        ..LogState::default()
    };
    let html = livetpl::__private::askama::Template::render(&state).unwrap();
    assert_eq!(html, "<p>3</p>");
    assert_eq!(LogState::PLAN.fragments.len(), 1);
}
