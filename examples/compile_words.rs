//! Compiles a dictionary in jieba's format into the form that is embedded.
//!
//! ```text
//! cargo run --release --example compile_words -- dict.txt dicts/words.bin
//! ```

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        panic!("usage: compile_words DICT.txt WORDS.bin");
    };
    let words = baozhi::internals::compile_words(&std::fs::read_to_string(from)?);
    std::fs::write(&to, &words)?;
    println!("{} bytes", words.len());
    Ok(())
}
