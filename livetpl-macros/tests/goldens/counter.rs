//! What the macros make of the fixture `counter.rs`.

#[derive(Clone, Default)]
struct Counter {
    count: i64,
}
#[automatically_derived]
impl ::livetpl::__private::Controller for Counter {
    type State = Self;
    const NAME: &'static str = "Counter";
    fn initial_state(&self) -> Self {
        ::livetpl::__private::copy::<Self>(self)
    }
    fn receiver<'a>(&'a self, state: &'a Self) -> &'a Self {
        state
    }
}
#[automatically_derived]
impl ::livetpl::__private::LiveState for Counter {
    const PERSISTED: &'static [&'static str] = &["count"];
    fn save_field(
        &self,
        index: usize,
    ) -> ::livetpl::__private::serde_json::Result<
        ::livetpl::__private::serde_json::Value,
    > {
        match index {
            0 => ::livetpl::__private::save(&self.count),
            _ => ::livetpl::__private::no_field_to_save(index),
        }
    }
    #[allow(unused_variables)]
    fn load_field(
        &mut self,
        index: usize,
        value: ::livetpl::__private::serde_json::Value,
    ) -> ::livetpl::__private::serde_json::Result<()> {
        match index {
            0 => ::livetpl::__private::load(&mut self.count, value),
            _ => ::livetpl::__private::no_field_to_load(index),
        }
    }
}
impl Counter {
    fn increment(&mut self) {
        self.count += 1;
    }
}
#[automatically_derived]
impl Counter {
    /// Names the action `increment` where it is published, triggered or tested.
    #[allow(dead_code)]
    const INCREMENT: ::livetpl::__private::Action<Self> = ::livetpl::__private::Action::new(
        "increment",
        &[],
    );
}
#[automatically_derived]
#[allow(clippy::unused_async, deprecated, unused_variables)]
impl ::livetpl::__private::Dispatch for Counter {
    const ACTIONS: &'static [::livetpl::__private::ActionInfo] = &[
        ::livetpl::__private::ActionInfo {
            name: "increment",
            visibility: ::livetpl::__private::Visibility::Public,
            coalesce: false,
        },
    ];
    async fn call(
        &self,
        action: &str,
        payload: &::livetpl::__private::Payload,
        state: &mut Self::State,
        ctx: &mut ::livetpl::__private::Context,
    ) -> ::livetpl::__private::Result {
        match action {
            "increment" => {
                let own = ::livetpl::__private::own_state::<Self>(state);
                own.increment();
                ::livetpl::__private::Ok(())
            }
            _ => ::livetpl::__private::unknown_action::<Self>(action),
        }
    }
}
const _: () = ::livetpl::__private::check_controller::<Counter>();
