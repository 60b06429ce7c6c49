# The commands of muster as functions.

#' One run of a scenario: a data frame of one row, its end-of-run values. Its file is `attr(, "file")`.
muster_run <- function(scenario, set = list(), seed = NULL, replicate = NULL, scale = NULL, series = NULL,
                       every = NULL, by = NULL, events = FALSE, output = tempfile(fileext = ".h5"), force = FALSE,
                       progress = interactive()) {
  words <- c("run", paste0("--output=", output), "--progress=json", options_of(seed = seed, replicate = replicate,
             scale = scale, every = every), settings(set), if (force) "--force", if (events) "--events",
             if (!is.null(series)) c("--series", if (length(series) > 0) series else "none"),
             if (!is.null(by)) c("--by", by), "--", scenario)
  ensure(call_muster(words, progress), "run")
  muster_runs(output)
}

#' Every point of a design, times every replicate: a data frame with a row a run.
muster_sweep <- function(sweep, output, set = list(), threads = NULL, resume = FALSE, force = FALSE, max_time = NULL,
                         on_error = "continue", progress = interactive()) {
  words <- c("sweep", paste0("--output=", output), "--progress=json", paste0("--on-error=", on_error),
             options_of(threads = threads, max_time = max_time), settings(set), if (force) "--force",
             if (resume) "--resume", "--", sweep)
  done <- call_muster(words, progress)
  ensure(done, "sweep", if (on_error == "continue") c(0L, 3L) else 0L)
  if (done$code != 0L) warning(paste(done$messages, collapse = "\n"), call. = FALSE)
  muster_runs(output)
}

#' Settings of a sweep against a base: a data frame of paired differences with intervals, and harm always.
muster_compare <- function(file, base, to, metrics = NULL, level = NULL) {
  several <- if (is.list(to) && is.null(names(to))) vapply(to, selection, "") else selection(to)
  words <- c("compare", "--format=json", paste0("--base=", selection(base)), options_of(level = level), "--to", several,
             if (!is.null(metrics)) c("--metric", metrics), "--", file)
  found <- jsonlite::fromJSON(paste(ensure(call_muster(words), "compare"), collapse = "\n"))
  structure(found$rows, notes = found$notes)
}

#' A table of a file that was written with events: "events", "spells", or another that the file holds.
muster_events <- function(file, table = "events") {
  written <- tempfile(fileext = ".csv")
  on.exit(unlink(written))
  ensure(call_muster(c("export", "--raw", paste0("--table=", table), paste0("--output=", written), "--", file)), "events")
  utils::read.csv(written, stringsAsFactors = TRUE, na.strings = "", check.names = FALSE)
}
