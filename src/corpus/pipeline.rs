//! An ordered parallel map over a stream, in bounded memory.

use crate::error::Result;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};

/// Items in flight per worker: one being worked on, one waiting, and slack
/// for results that wait for a slower one before them.
const PER_WORKER: usize = 4;

/// Bytes of input in flight per worker, for items much larger than usual. An
/// item is many times as large while it is worked on.
const BYTES_PER_WORKER: usize = 4 << 20;

/// Runs `produce` and `consume` on threads of their own and `work` on every
/// thread of the current rayon pool; `consume` sees the results in the order
/// of production. `weight` tells an item's bytes: no more are in flight than
/// a few batches for each worker hold, or one item.
///
/// `produce` is given a function that hands one item on and says whether to
/// go on. The first error of `consume` stops the others and is returned.
/// `work` must not panic.
pub(super) fn ordered<I, O, P, B, W, C>(produce: P, weight: B, work: W, consume: C) -> Result<()>
where
    I: Send,
    O: Send,
    P: FnOnce(&mut dyn FnMut(I) -> bool) + Send,
    B: Fn(&I) -> usize + Send,
    W: Fn(I) -> O + Sync,
    C: FnMut(O) -> Result<()> + Send,
{
    let workers = rayon::current_num_threads();
    let flight = &Flight::new(workers);
    let (item_in, item_out) = channel::<Load<I>>();
    let (done_in, done_out) = channel::<Load<O>>();
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
    work: &(impl Fn(I) -> O + Sync),
    done: Sender<Load<O>>,
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
    work: &impl Fn(I) -> O,
    done: &Sender<Load<O>>,
    stop: &AtomicBool,
) {
    loop {
        let Ok(next) = items.lock().map(|r| r.recv()) else { return };
        let Ok(Load { number, bytes, item }) = next else { return };
        if stop.load(Ordering::Relaxed) || done.send(Load { number, bytes, item: work(item) }).is_err() {
            return;
        }
    }
}

fn drain<O>(
    done: Receiver<Load<O>>,
    flight: &Flight,
    mut consume: impl FnMut(O) -> Result<()>,
    stop: &AtomicBool,
) -> Result<()> {
    let _ends = Ends(flight);
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for Load { number, bytes, item } in done {
        waiting.insert(number, (bytes, item));
        while let Some((bytes, output)) = waiting.remove(&next) {
            next += 1;
            // Returning ends the flight, which ends feeder and workers.
            consume(output).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            flight.land(bytes);
        }
    }
    Ok(())
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
        let work = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(500u64.saturating_sub(n)));
            n * 2
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
    fn an_error_of_the_consumer_ends_the_run() {
        let mut produced = 0u64;
        let produce = |send: &mut dyn FnMut(u64) -> bool| {
            while send(produced) {
                produced += 1
            }
        };
        let outcome =
            ordered(produce, |_| 1, |n| n, |n| if n < 3 { Ok(()) } else { Err(Error::usage("full")) });
        assert_eq!(outcome.unwrap_err().to_string(), "full");
        assert!(produced < 1000, "{produced} items were produced after the error");
    }

    #[test]
    fn it_runs_in_the_pool_of_the_caller() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let threads = Mutex::new(std::collections::HashSet::new());
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..50).for_each(|n| assert!(send(n)));
        let work = |_| {
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
        let work = |n| {
            std::thread::sleep(std::time::Duration::from_millis(5));
            n
        };
        ordered(produce, |&bytes| bytes, work, consume).unwrap();
        assert_eq!(flying.into_inner(), 0);
    }
}
