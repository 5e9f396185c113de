//! What the macros make of the fixture `message_log.rs`.

#[derive(Default)]
struct MessageLog {
    messages: RwLock<Arc<Vec<Message>>>,
}
#[automatically_derived]
impl ::livetpl::__private::Controller for MessageLog {
    type State = LogState;
    const NAME: &'static str = "MessageLog";
    fn initial_state(&self) -> Self::State {
        <LogState as ::livetpl::__private::Default>::default()
    }
}
#[automatically_derived]
impl ::livetpl::__private::LiveState for LogState {
    const PERSISTED: &'static [&'static str] = &[];
    fn save_field(
        &self,
        index: usize,
    ) -> ::livetpl::__private::serde_json::Result<
        ::livetpl::__private::serde_json::Value,
    > {
        ::livetpl::__private::no_field_to_save(index)
    }
    #[allow(unused_variables)]
    fn load_field(
        &mut self,
        index: usize,
        value: ::livetpl::__private::serde_json::Value,
    ) -> ::livetpl::__private::serde_json::Result<()> {
        ::livetpl::__private::no_field_to_load(index)
    }
}
impl MessageLog {
    fn mount(&self, state: &mut LogState, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        state.messages = self.messages.read().clone();
        Ok(())
    }
    fn join(&self, state: &mut LogState, Form(join): Form<Join>) {
        state.username = join.username.trim().to_owned();
    }
    async fn send(
        &self,
        state: &mut LogState,
        text: String,
        ctx: &mut Context,
    ) -> Result {
        let text = text.trim();
        if state.username.is_empty() || text.is_empty() {
            return Ok(());
        }
        state.messages = self.append(&state.username, text);
        ctx.publish(ctx.self_topic(), Self::NEW_MESSAGE)
    }
    /// Peers run this; a browser can't call it.
    fn new_message(&self, state: &mut LogState) {
        state.messages = self.messages.read().clone();
    }
    fn append(&self, user: &str, text: &str) -> Arc<Vec<Message>> {
        let mut messages = self.messages.write();
        let id = messages.last().map_or(1, |last| last.id + 1);
        let (user, text) = (user.to_owned(), text.to_owned());
        Arc::make_mut(&mut messages).push(Message { id, user, text });
        messages.clone()
    }
}
#[automatically_derived]
impl MessageLog {
    /// Names the action `join` where it is published, triggered or tested.
    #[allow(dead_code)]
    const JOIN: ::livetpl::__private::Action<Self, ::livetpl::__private::Form<Join>> = ::livetpl::__private::Action::new(
        "join",
        &[],
    );
    /// Names the action `send` where it is published, triggered or tested.
    #[allow(dead_code)]
    const SEND: ::livetpl::__private::Action<Self, (String,)> = ::livetpl::__private::Action::new(
        "send",
        &["text"],
    );
    /// Names the action `new_message` where it is published, triggered or tested.
    #[allow(dead_code)]
    const NEW_MESSAGE: ::livetpl::__private::Action<Self> = ::livetpl::__private::Action::new(
        "new_message",
        &[],
    );
}
#[automatically_derived]
#[allow(clippy::unused_async, deprecated, unused_variables)]
impl ::livetpl::__private::Dispatch for MessageLog {
    const ACTIONS: &'static [::livetpl::__private::ActionInfo] = &[
        ::livetpl::__private::ActionInfo {
            name: "join",
            visibility: ::livetpl::__private::Visibility::Public,
            coalesce: false,
        },
        ::livetpl::__private::ActionInfo {
            name: "send",
            visibility: ::livetpl::__private::Visibility::Public,
            coalesce: false,
        },
        ::livetpl::__private::ActionInfo {
            name: "new_message",
            visibility: ::livetpl::__private::Visibility::Internal,
            coalesce: false,
        },
    ];
    const METHODS: &'static [&'static str] = &["append"];
    const ARGUMENTS: &'static [::livetpl::__private::ArgumentsInfo] = {
        #[allow(unused_imports)]
        use ::livetpl::__private::MayBeLeftOut as _;
        &[
            ::livetpl::__private::ArgumentsInfo {
                action: "send",
                arguments: &[
                    ("text", ::livetpl::__private::Argument::<String>::HAS_TO_BE_SENT),
                ],
            },
        ]
    };
    async fn mount(
        &self,
        state: &mut Self::State,
        ctx: &mut ::livetpl::__private::Context,
    ) -> ::livetpl::__private::Result {
        let returned = self.mount(state, ctx);
        ::livetpl::__private::outcome(returned)
    }
    async fn call(
        &self,
        action: &str,
        payload: &::livetpl::__private::Payload,
        state: &mut Self::State,
        ctx: &mut ::livetpl::__private::Context,
    ) -> ::livetpl::__private::Result {
        match action {
            "join" => {
                let form = payload.form::<Join>()?;
                self.join(state, form);
                ::livetpl::__private::Ok(())
            }
            "send" => {
                let (text,) = payload.arguments::<(String,)>(&["text"])?;
                let returned = self.send(state, text, ctx).await;
                ::livetpl::__private::outcome(returned)
            }
            "new_message" => {
                self.new_message(state);
                ::livetpl::__private::Ok(())
            }
            _ => ::livetpl::__private::unknown_action::<Self>(action),
        }
    }
}
const _: () = ::livetpl::__private::check_controller::<MessageLog>();
