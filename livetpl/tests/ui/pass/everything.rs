//! Every shape of method, argument and item that is accepted, without a warning.

#![deny(warnings, missing_docs, unreachable_pub)]
#![allow(dead_code)]

use livetpl::prelude::*;
use serde::Deserialize;

/// The names that generated code must not trip over.
#[allow(non_snake_case)]
mod shadows {
    pub(crate) fn Ok<T>(_: T) -> u8 {
        0
    }
    pub(crate) struct Payload;
    pub(crate) trait Default {}
}
#[allow(unused_imports)]
use shadows::{Default, Ok, Payload};

/// A controller with a state of its own.
#[live_controller(state = State)]
#[derive(std::default::Default)]
pub struct Everything;

/// A state without fields.
#[derive(Clone, std::default::Default, LiveState)]
#[template(source = r#"<form method="post"><button name="nothing">x</button></form>"#, ext = "html")]
pub struct State;

/// A payload.
#[derive(Deserialize)]
pub struct Whole {
    a: u8,
}

macro_rules! text {
    () => {
        String
    };
}

type Text = String;

#[live_controller]
impl Everything {
    const LIMIT: usize = { 3 };

    async fn mount(&self, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())
    }

    fn on_connect(&self) {}

    async fn on_disconnect(&self, State: &State) -> std::result::Result<(), std::num::ParseIntError> {
        "1".parse::<u8>().map(drop)
    }

    #[action]
    fn nothing(&self) {}

    /// Documented, public, in any order.
    #[action(coalesce)]
    pub async fn any_order(&self, mut id: u64, ctx: &mut Context, state: &mut State, done: Option<bool>) -> Result {
        let _ = (ctx, state, done);
        id += 1;
        assert!(id > 0);
        Result::Ok(())
    }

    #[action]
    fn form(&self, Form(Whole { a }): Form<Whole>, _: &mut State, _ctx: &Context) -> std::io::Result<()> {
        let _ = a;
        Result::Ok(())
    }

    #[action(internal, coalesce)]
    fn unit(&self, state: &mut State) -> () {
        let _ = state;
    }

    /// By-name arguments may have the names of the generated code.
    #[action]
    fn hygiene(self: &Self, state: String, action: u8, payload: text!(), form: Text, own: (u8, std::borrow::Cow<'static, str>)) {
        let _ = (state, action, payload, form, own);
    }

    #[action]
    fn r#type(&self, r#match: String) {
        let _ = r#match;
    }

    #[action]
    #[allow(clippy::too_many_arguments)]
    fn eight(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) {
        let _ = (a, b, c, d, e, f, g, h);
    }

    #[cfg(any())]
    #[action]
    fn sometimes(&self) {
        not_compiled
    }

    #[cfg(not(any()))]
    #[action]
    fn sometimes(&self) {}

    #[deprecated]
    #[action]
    fn old(&self) {}

    fn ordinary<T>(self, x: &T) -> &T {
        x
    }
}

/// A controller that is its own state reads the page's copy through `&self` too.
#[live_controller]
#[derive(Clone, std::default::Default)]
#[template(source = "<p>{{ room }}</p>", ext = "html")]
pub struct Room {
    /// Kept.
    #[persist]
    room: String,
    #[persist]
    list: Vec<u8>,
}

#[live_controller]
impl Room {
    fn mount(&mut self) {
        self.room.push('x');
    }

    fn on_connect(&self, ctx: &mut Context) -> Result {
        ctx.subscribe(&self.room)
    }

    #[action]
    async fn rename(&mut self, state: String, ctx: String) {
        self.room = state + &ctx;
    }

    #[action]
    async fn look(self: &mut Self, ctx: &mut Context) {
        let _ = (&self.room, ctx);
    }
}

/// A store.
pub trait Store: Clone + std::default::Default + Send + Sync + 'static {}
impl Store for u8 {}

/// Controller and state may have type parameters.
#[live_controller(state = Shown<T>)]
pub struct Generic<T: Store> {
    store: T,
}

/// A generic state.
#[derive(Clone, std::default::Default, LiveState)]
#[template(source = "<p>{{ size }}</p>", ext = "html")]
pub struct Shown<T>
where
    T: Store,
{
    size: usize,
    store: T,
}

#[live_controller]
impl<T: Store> Generic<T> {
    #[action]
    fn set(&self, state: &mut Shown<T>, size: usize) {
        state.store = self.store.clone();
        state.size = size;
    }
}

/// No actions at all.
#[live_controller(state = Shown<u8>)]
pub struct Silent(u8);

#[live_controller]
impl Silent {}

fn main() {
    fn dispatches<C: livetpl::Dispatch>(actions: &[&str]) {
        assert!(C::ACTIONS.iter().map(|action| action.name).eq(actions.iter().copied()));
    }
    dispatches::<Everything>(&[
        "nothing", "any_order", "form", "unit", "hygiene", "type", "eight", "sometimes", "old",
    ]);
    dispatches::<Room>(&["rename", "look"]);
    dispatches::<Generic<u8>>(&["set"]);
    dispatches::<Silent>(&[]);
    assert_eq!(Everything::TYPE.with("x".to_owned()).action(), "type");
    assert_eq!(Everything::LIMIT, 3);
}
