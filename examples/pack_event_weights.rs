//! Packs the weights of the event stage, tables that a person can read, into the form that is read at a start.
//!
//! ```text
//! cargo run --release --example pack_event_weights -- dicts/event_weights.bin
//! ```

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(to) = std::env::args().nth(1) else {
        return Err("usage: pack_event_weights FILE.bin".into());
    };
    let packed = baozhi::event::train::pack_weights()?;
    std::fs::write(&to, &packed)?;
    println!("{} bytes", packed.len());
    Ok(())
}
