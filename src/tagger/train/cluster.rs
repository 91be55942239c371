//! Word clusters from text without annotation.
//!
//! Words that stand between like neighbours share a cluster. The classes are
//! found by exchange: each word in turn moves to the class that makes its
//! neighbours, before and after, most likely under a class bigram model
//! (Kneser and Ney 1993; the predictive form of Uszkoreit and Brants 2008),
//! until the rounds are over.

use super::Knowledge;
use super::data::HashKeyed;
use crate::tagger::feature::Sentence;
use crate::token::{Segmenter, sentences};

/// How to cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClusterOptions {
    /// How many clusters, up to 32,000.
    pub clusters: usize,
    /// How often a word must occur to be clustered.
    pub least: u32,
    /// Rounds in which every word may move.
    pub rounds: usize,
}

impl Default for ClusterOptions {
    fn default() -> ClusterOptions {
        ClusterOptions { clusters: 400, least: 20, rounds: 10 }
    }
}

/// Counts words and pairs of neighbours in text.
#[derive(Default)]
pub struct Counter {
    words: HashKeyed<u32>,
    /// Words by the order in which they were first seen.
    hashes: Vec<u64>,
    counts: Vec<u32>,
    pairs: HashKeyed<u32>,
    sentence: Sentence,
}

impl Counter {
    /// Takes in `text`.
    pub fn add(&mut self, text: &str, segmenter: &Segmenter) {
        let mut words = Vec::new();
        for span in sentences(text) {
            words.clear();
            segmenter.segment(text, &[span], &mut words);
            let mut sentence = std::mem::take(&mut self.sentence);
            sentence.read(text, span, &words);
            let mut last = 0;
            for piece in &sentence.pieces {
                let id = self.id(piece.hash);
                self.counts[id as usize - 1] += 1;
                *self.pairs.entry(u64::from(last) << 32 | u64::from(id)).or_insert(0) += 1;
                last = id;
            }
            *self.pairs.entry(u64::from(last) << 32).or_insert(0) += 1;
            self.sentence = sentence;
        }
    }

    /// The number of a word, from 1; 0 stands for a sentence's edge.
    fn id(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32 + 1;
        let id = *self.words.entry(hash).or_insert(next);
        if id == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        id
    }

    /// Finds the clusters and puts them into `knowledge`; `progress` hears
    /// the number of words moved in each round.
    pub fn cluster(
        self,
        options: &ClusterOptions,
        knowledge: &mut Knowledge,
        progress: &mut dyn FnMut(usize, usize),
    ) {
        let mut order: Vec<usize> =
            (0..self.hashes.len()).filter(|&i| self.counts[i] >= options.least).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(self.counts[i]), i));
        let mut exchange = Exchange::new(&self, &order, options.clusters.clamp(2, 32_000));
        for round in 1..=options.rounds {
            let moved = (0..order.len()).filter(|&w| exchange.best_move(w)).count();
            progress(round, moved);
        }
        for (w, &i) in order.iter().enumerate() {
            knowledge.add_cluster_hash(self.hashes[i], exchange.class[w] as u16 + 1);
        }
    }
}

/// The state of the search. A *context* is a neighbour with its side: the
/// words before count as 0 to V, those after as V + 1 to 2 V + 1.
struct Exchange {
    classes: usize,
    class: Vec<u32>,
    /// For each word its contexts with their counts.
    near: Vec<Vec<(u32, u32)>>,
    weight: Vec<u32>,
    /// How often each context goes with each class.
    joint: Vec<u32>,
    total: Vec<u64>,
    /// `n ln n` of small n.
    entropy: Vec<f32>,
    gain: Vec<f32>,
}

impl Exchange {
    fn new(counter: &Counter, order: &[usize], classes: usize) -> Exchange {
        let mut rank = vec![0u32; counter.hashes.len() + 1];
        for (w, &i) in order.iter().enumerate() {
            rank[i + 1] = w as u32 + 1;
        }
        let side = order.len() as u32 + 1;
        let mut near = vec![Vec::new(); order.len()];
        // Sorted, because the order of a hash map must not show.
        let mut pairs: Vec<(u64, u32)> = counter.pairs.iter().map(|(&k, &n)| (k, n)).collect();
        pairs.sort_unstable();
        for (key, n) in pairs {
            let (a, b) = (rank[(key >> 32) as usize], rank[key as u32 as usize]);
            let edge = |id: u64, rank: u32| rank > 0 || id == 0;
            if b > 0 && edge(key >> 32, a) {
                near[b as usize - 1].push((a, n));
            }
            if a > 0 && edge(key & 0xffff_ffff, b) {
                near[a as usize - 1].push((side + b, n));
            }
        }
        let entropy = (0..1 << 14).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
        let class: Vec<u32> = (0..order.len()).map(|w| (w % classes) as u32).collect();
        let weight = near.iter().map(|n: &Vec<(u32, u32)>| n.iter().map(|x| x.1).sum()).collect();
        let joint = vec![0; 2 * side as usize * classes];
        let mut out = Exchange {
            classes,
            class,
            near,
            weight,
            joint,
            total: vec![0; classes],
            entropy,
            gain: Vec::new(),
        };
        for w in 0..order.len() {
            out.put(w, out.class[w] as usize);
        }
        out
    }

    fn put(&mut self, w: usize, class: usize) {
        for &(v, n) in &self.near[w] {
            self.joint[v as usize * self.classes + class] += n;
        }
        self.total[class] += u64::from(self.weight[w]);
        self.class[w] = class as u32;
    }

    fn take(&mut self, w: usize) {
        let class = self.class[w] as usize;
        for &(v, n) in &self.near[w] {
            self.joint[v as usize * self.classes + class] -= n;
        }
        self.total[class] -= u64::from(self.weight[w]);
    }

    /// Moves word `w` to its best class; true when that is another one.
    fn best_move(&mut self, w: usize) -> bool {
        let old = self.class[w] as usize;
        self.take(w);
        let mut gain = std::mem::take(&mut self.gain);
        gain.clear();
        gain.resize(self.classes, 0.0);
        for &(v, n) in &self.near[w] {
            let row = &self.joint[v as usize * self.classes..][..self.classes];
            let alone = self.entropy(n);
            for (g, &m) in gain.iter_mut().zip(row) {
                if m > 0 {
                    *g += self.entropy(m + n) - self.entropy(m) - alone;
                }
            }
        }
        let n = self.weight[w] as f64;
        let whole = |t: f64| if t > 0.0 { t * t.ln() } else { 0.0 };
        let value =
            |c: usize| f64::from(gain[c]) - whole(self.total[c] as f64 + n) + whole(self.total[c] as f64);
        let mut best = old;
        let mut top = value(old);
        for c in 0..self.classes {
            let v = value(c);
            if v > top {
                best = c;
                top = v;
            }
        }
        self.gain = gain;
        self.put(w, best);
        best != old
    }

    #[inline(always)]
    fn entropy(&self, n: u32) -> f32 {
        match self.entropy.get(n as usize) {
            Some(&v) => v,
            None => n as f32 * (n as f32).ln(),
        }
    }
}
