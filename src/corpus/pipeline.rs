//! An ordered parallel map over a stream, in bounded memory.

use crate::error::Result;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};

/// Items in flight per worker: one being worked on, one waiting, and slack
/// for results that wait for a slower one before them.
const PER_WORKER: usize = 4;

/// Results that wait to be taken: what one item gives may be large.
const RESULTS: usize = 16;

/// Bytes of input in flight per worker, for items much larger than usual. An
/// item is many times as large while it is worked on.
const BYTES_PER_WORKER: usize = 4 << 20;

/// Runs `produce` and `consume` on threads of their own and `work` on every
/// thread of the current rayon pool; `consume` sees the results in the order
/// of production. `weight` tells an item's bytes: no more are in flight than
/// a few batches for each worker hold, or one item.
///
/// `produce` is given a function that hands one item on and says whether to
/// go on. `work` is given one that hands on a part of an item's result, of
/// which there may be many. The first error of `consume` stops the others and
/// is returned. `work` must not panic.
pub(super) fn ordered<I, O, P, B, W, C>(produce: P, weight: B, work: W, consume: C) -> Result<()>
where
    I: Send,
    O: Send,
    P: FnOnce(&mut dyn FnMut(I) -> bool) + Send,
    B: Fn(&I) -> usize + Send,
    W: Fn(I, &mut dyn FnMut(O) -> bool) + Sync,
    C: FnMut(O) -> Result<()> + Send,
{
    let workers = rayon::current_num_threads();
    let flight = &Flight::new(workers);
    let (item_in, item_out) = channel::<Load<I>>();
    let (done_in, done_out) = sync_channel::<Outcome<O>>(RESULTS);
    let stop = AtomicBool::new(false);
    let stop = &stop;

    std::thread::scope(|threads| {
        // The system may let no thread start; what has started then ends, for
        // its end of a channel is gone.
        let start = std::thread::Builder::new;
        let drained = start().spawn_scoped(threads, move || drain(done_out, flight, consume, stop))?;
        start().spawn_scoped(threads, move || feed(produce, weight, item_in, flight, stop))?;
        // Here and not on a thread of its own: a scope opened in a pool's
        // thread runs in that pool.
        run_workers(workers, item_out, &work, done_in, stop);
        match drained.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// An item on its way, with its place in the order and its bytes.
struct Load<T> {
    number: u64,
    bytes: usize,
    item: T,
}

/// What comes of an item.
enum Outcome<O> {
    /// A part of the result of the item of this number.
    Part(u64, O),
    /// Its result is whole; the item took so many bytes.
    End(u64, usize),
}

/// What is between producer and consumer: a slow item holds the producer
/// back, not the memory.
struct Flight {
    /// Items and bytes in flight; none once the consumer has ended.
    now: Mutex<Option<(usize, usize)>>,
    landed: Condvar,
    items: usize,
    bytes: usize,
}

impl Flight {
    fn new(workers: usize) -> Flight {
        let (items, bytes) = (workers * PER_WORKER, workers * BYTES_PER_WORKER);
        Flight { now: Mutex::new(Some((0, 0))), landed: Condvar::new(), items, bytes }
    }

    /// Waits until there is room for `bytes` more; false when nobody will
    /// consume them.
    fn start(&self, bytes: usize) -> bool {
        let full = |now: &mut Option<(usize, usize)>| {
            now.is_some_and(|(items, held)| {
                items >= self.items || items > 0 && held.saturating_add(bytes) > self.bytes
            })
        };
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = self.landed.wait_while(now, full).unwrap_or_else(PoisonError::into_inner);
        let Some((items, held)) = *now else { return false };
        *now = Some((items + 1, held.saturating_add(bytes)));
        true
    }

    fn land(&self, bytes: usize) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.map(|(items, held)| (items.saturating_sub(1), held.saturating_sub(bytes)));
        self.landed.notify_one();
    }

    fn end(&self) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.landed.notify_all();
    }
}

/// Ends the flight when the consumer does, in whatever way.
struct Ends<'a>(&'a Flight);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

fn feed<I>(
    produce: impl FnOnce(&mut dyn FnMut(I) -> bool),
    weight: impl Fn(&I) -> usize,
    items: Sender<Load<I>>,
    flight: &Flight,
    stop: &AtomicBool,
) {
    let mut number = 0;
    produce(&mut |item| {
        let bytes = weight(&item);
        let sent = !stop.load(Ordering::Relaxed)
            && flight.start(bytes)
            && items.send(Load { number, bytes, item }).is_ok();
        number += 1;
        sent
    });
}

fn run_workers<I: Send, O: Send>(
    workers: usize,
    items: Receiver<Load<I>>,
    work: &(impl Fn(I, &mut dyn FnMut(O) -> bool) + Sync),
    done: SyncSender<Outcome<O>>,
    stop: &AtomicBool,
) {
    let items = &Mutex::new(items);
    rayon::scope(|scope| {
        for _ in 0..workers {
            let done = done.clone();
            scope.spawn(move |_| worker(items, work, &done, stop));
        }
    });
}

fn worker<I, O>(
    items: &Mutex<Receiver<Load<I>>>,
    work: &impl Fn(I, &mut dyn FnMut(O) -> bool),
    done: &SyncSender<Outcome<O>>,
    stop: &AtomicBool,
) {
    loop {
        let Ok(next) = items.lock().map(|r| r.recv()) else { return };
        let Ok(Load { number, bytes, item }) = next else { return };
        if stop.load(Ordering::Relaxed) {
            return;
        }
        work(item, &mut |part| {
            !stop.load(Ordering::Relaxed) && done.send(Outcome::Part(number, part)).is_ok()
        });
        if done.send(Outcome::End(number, bytes)).is_err() {
            return;
        }
    }
}

fn drain<O>(
    done: Receiver<Outcome<O>>,
    flight: &Flight,
    mut consume: impl FnMut(O) -> Result<()>,
    stop: &AtomicBool,
) -> Result<()> {
    let _ends = Ends(flight);
    let mut waiting: BTreeMap<u64, Waiting<O>> = BTreeMap::new();
    let mut next = 0;
    // Returning ends the flight, which ends feeder and workers.
    let mut take = |part: O| consume(part).inspect_err(|_| stop.store(true, Ordering::Relaxed));
    for outcome in done {
        match outcome {
            Outcome::Part(number, part) if number == next => take(part)?,
            Outcome::Part(number, part) => waiting.entry(number).or_default().parts.push(part),
            Outcome::End(number, bytes) => waiting.entry(number).or_default().ended = Some(bytes),
        }
        // What comes next may have come before.
        while let Some(here) = waiting.get_mut(&next) {
            std::mem::take(&mut here.parts).into_iter().try_for_each(&mut take)?;
            let Some(bytes) = here.ended else { break };
            waiting.remove(&next);
            next += 1;
            flight.land(bytes);
        }
    }
    Ok(())
}

/// Parts of a result that come before their turn.
struct Waiting<O> {
    parts: Vec<O>,
    /// The item's bytes, when its result is whole.
    ended: Option<usize>,
}

impl<O> Default for Waiting<O> {
    fn default() -> Waiting<O> {
        Waiting { parts: Vec::new(), ended: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn results_come_in_the_order_of_production() {
        let mut got = Vec::new();
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..500).for_each(|n| assert!(send(n)));
        // Early items take longest, so that later ones finish before them.
        let work = |n: u64, give: &mut dyn FnMut(u64) -> bool| {
            std::thread::sleep(std::time::Duration::from_micros(500u64.saturating_sub(n)));
            give(n * 2);
        };
        ordered(
            produce,
            |_| 1,
            work,
            |n| {
                got.push(n);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(got, (0..500).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_item_may_give_many_results_or_none() {
        let mut got = Vec::new();
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..60).for_each(|n| assert!(send(n)));
        let work = |n: u64, give: &mut dyn FnMut((u64, u64)) -> bool| {
            (0..n % 40).for_each(|part| assert!(give((n, part))));
        };
        ordered(
            produce,
            |_| 1,
            work,
            |part| {
                got.push(part);
                Ok(())
            },
        )
        .unwrap();
        let want: Vec<_> = (0..60).flat_map(|n| (0..n % 40).map(move |part| (n, part))).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn an_error_of_the_consumer_ends_the_run() {
        let mut produced = 0u64;
        let produce = |send: &mut dyn FnMut(u64) -> bool| {
            while send(produced) {
                produced += 1
            }
        };
        let work = |n, give: &mut dyn FnMut(u64) -> bool| {
            give(n);
        };
        let outcome =
            ordered(produce, |_| 1, work, |n| if n < 3 { Ok(()) } else { Err(Error::usage("full")) });
        assert_eq!(outcome.unwrap_err().to_string(), "full");
        assert!(produced < 1000, "{produced} items were produced after the error");
    }

    #[test]
    fn it_runs_in_the_pool_of_the_caller() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let threads = Mutex::new(std::collections::HashSet::new());
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..50).for_each(|n| assert!(send(n)));
        let work = |_, _: &mut dyn FnMut(()) -> bool| {
            threads.lock().unwrap().insert(std::thread::current().id());
        };
        pool.install(|| ordered(produce, |_| 1, work, |()| Ok(()))).unwrap();
        assert_eq!(threads.lock().unwrap().len(), 1);
    }

    #[test]
    fn heavy_items_are_in_flight_one_at_a_time() {
        let flying = std::sync::atomic::AtomicIsize::new(0);
        let produce = |send: &mut dyn FnMut(usize) -> bool| {
            for _ in 0..6 {
                assert!(send(1 << 30));
                // What was sent before has landed.
                assert!(flying.fetch_add(1, Ordering::SeqCst) <= 0);
            }
        };
        let consume = |_| {
            flying.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        };
        let work = |n, give: &mut dyn FnMut(usize) -> bool| {
            std::thread::sleep(std::time::Duration::from_millis(5));
            give(n);
        };
        ordered(produce, |&bytes| bytes, work, consume).unwrap();
        assert_eq!(flying.into_inner(), 0);
    }
}
