"""What pages show, as typed objects made from the library's: templates only write them down."""
