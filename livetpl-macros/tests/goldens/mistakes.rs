//! What the macros make of the fixture `mistakes.rs`.

::core::compile_error! {
    "unknown key `sate`: `#[live_controller]` on a struct takes `state = …`"
}
#[derive(Default)]
struct Log {
    count: u32,
}
#[automatically_derived]
impl ::livetpl::__private::Controller for Log {
    type State = LogState;
    const NAME: &'static str = "Log";
    fn initial_state(&self) -> Self::State {
        <LogState as ::livetpl::__private::Default>::default()
    }
}
::core::compile_error! {
    "unknown key `intern`: `#[action(…)]` takes `internal` (a browser can't call it) and `coalesce` (two queued calls with equal payload may run as one)"
}
::core::compile_error! {
    "action `send` can't be generic: it is called by name, and nothing would choose the parameters; write the types themselves"
}
::core::compile_error! {
    "action `send` can't borrow from its payload: only the state and `Context` are references; write an owned type, such as `String`"
}
::core::compile_error! {
    "`mount` has no payload, so nothing could be `id`: it takes the state and `&mut Context`"
}
impl Log {
    fn mount(&mut self, id: u64) {
        self.count = id as u32;
    }
    fn send<T>(&mut self, text: &str) {
        let _ = text;
    }
}
#[automatically_derived]
impl Log {
    /// Names the action `send` where it is published, triggered or tested.
    #[allow(dead_code)]
    const SEND: ::livetpl::__private::Action<Self> = ::livetpl::__private::Action::new(
        "send",
        &[],
    );
}
impl ::livetpl::__private::Dispatch for Log {
    const ACTIONS: &'static [::livetpl::__private::ActionInfo] = &[
        ::livetpl::__private::ActionInfo {
            name: "send",
            visibility: ::livetpl::__private::Visibility::Public,
            coalesce: false,
        },
    ];
    async fn call(
        &self,
        action: &str,
        _: &::livetpl::__private::Payload,
        _: &mut Self::State,
        _: &mut ::livetpl::__private::Context,
    ) -> ::livetpl::__private::Result {
        ::livetpl::__private::unknown_action::<Self>(action)
    }
}
