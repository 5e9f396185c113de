//! Mistakes: the user's items come out again, with impls that stand in.

#[live_controller(sate = LogState)]
#[derive(Default)]
struct Log {
    count: u32,
}

#[live_controller]
impl Log {
    fn mount(&mut self, id: u64) {
        self.count = id as u32;
    }

    #[action(intern)]
    fn send<T>(&mut self, text: &str) {
        let _ = text;
    }
}
