"""One module per command. Commands are the only code that knows a terminal, the clock and the environment."""
