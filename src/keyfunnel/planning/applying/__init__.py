"""From a goals file to goals: held against the catalogue and the data first, then written, all of it or nothing."""
