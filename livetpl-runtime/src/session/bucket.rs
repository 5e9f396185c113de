//! A token bucket: how many messages a connection, or a session group by requests, may send.

use tokio::time::Instant;

/// Holds at most `burst` tokens and gains `rate` a second.
pub(crate) struct Bucket {
    rate: f64,
    burst: f64,
    tokens: f64,
    filled: Instant,
}

impl Bucket {
    pub(crate) fn new(rate: u32, burst: u32) -> Self {
        Bucket {
            rate: rate.into(),
            burst: burst.into(),
            tokens: burst.into(),
            filled: Instant::now(),
        }
    }

    fn fill(&mut self) {
        let now = Instant::now();
        let gained = now.duration_since(self.filled).as_secs_f64() * self.rate;
        self.tokens = (self.tokens + gained).min(self.burst);
        self.filled = now;
    }

    /// Whether it is as it was when it was new.
    pub(crate) fn is_full(&mut self) -> bool {
        self.fill();
        self.tokens >= self.burst
    }

    /// Takes a token, if there is one.
    pub(crate) fn take(&mut self) -> bool {
        self.fill();
        if self.tokens < 1.0 {
            return false;
        }
        self.tokens -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Bucket;
    use std::time::Duration;

    #[tokio::test(start_paused = true)]
    async fn a_bucket_refills_with_time() {
        let mut bucket = Bucket::new(10, 2);
        assert!(bucket.take() && bucket.take() && !bucket.take());
        tokio::time::advance(Duration::from_millis(100)).await;
        assert!(bucket.take() && !bucket.take());
    }
}
