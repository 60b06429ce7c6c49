# Finding the program, running it, and turning how it ends into values, messages and errors.

#' The path of the program that the other functions run: $MUSTER, else the one of $PATH, else the one of a clone.
muster_program <- function() {
  given <- Sys.getenv("MUSTER")
  if (nzchar(given)) return(given)
  found <- unname(Sys.which("muster"))
  built <- file.path("build", "release", "muster")
  if (nzchar(found)) found else if (file.exists(built)) normalizePath(built) else
    stop_muster("muster_failed", "there is no program muster: build or install it, or name it in $MUSTER")
}

pause <- 0.1  # between two looks at a program that runs [s]

# An error that carries the program's messages; tryCatch(..., muster_input_error = function(e) e$problems).
stop_muster <- function(kind, summary, messages = character()) {
  error <- structure(class = c(kind, "muster_error", "error", "condition"),
                     list(message = paste(c(summary, messages), collapse = "\n"), call = NULL, messages = messages))
  if (kind == "muster_input_error") error$problems <- read_problems(messages)
  stop(error)
}

# `file:line:column: key: message`, of which all but the message may be missing, as a data frame.
read_problems <- function(messages) {
  place <- regmatches(messages, regexec("^(.+?):([0-9]+):([0-9]+): (.*)$", messages, perl = TRUE))
  option <- regmatches(messages, regexec("^(--[a-z-]+|.+?\\.(?:toml|csv|h5|parts)): (.*)$", messages, perl = TRUE))
  rows <- Map(function(text, at, of) {
    row <- if (length(at) > 0) list(file = at[2], line = as.integer(at[3]), column = as.integer(at[4]), rest = at[5])
           else if (length(of) > 0) list(file = of[2], line = NA_integer_, column = NA_integer_, rest = of[3])
           else list(file = NA_character_, line = NA_integer_, column = NA_integer_, rest = text)
    key <- regmatches(row$rest, regexec("^([][A-Za-z0-9_.\"'-]+): (.*)$", row$rest))[[1]]
    has_key <- !is.na(row$file) && length(key) > 0 && key[2] != "syntax"
    data.frame(file = row$file, line = row$line, column = row$column, key = if (has_key) key[2] else NA_character_,
               message = if (has_key) key[3] else row$rest)
  }, messages, place, option)
  do.call(rbind, unname(rows))
}

# Starts the program in the background, shows its progress, and waits for its end.
call_muster <- function(words, progress = FALSE) {
  folder <- tempfile("muster-")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  at <- function(name) file.path(folder, name)
  command <- paste(shQuote(c(muster_program(), words)), collapse = " ")
  script <- sprintf("%s </dev/null >%s 2>%s & echo $! >%s; wait $!; echo $? >%s; mv %s %s", command, shQuote(at("out")),
                    shQuote(at("err")), shQuote(at("pid")), shQuote(at("code")), shQuote(at("code")),
                    shQuote(at("ended")))
  system2("sh", c("-c", shQuote(script)), wait = FALSE)
  ended <- FALSE
  on.exit(if (!ended) end_program(at), add = TRUE, after = FALSE)
  while (!file.exists(at("ended"))) {
    Sys.sleep(pause)
    if (progress) show_progress(lines_of(at("err")))
  }
  ended <- TRUE
  if (progress) cat("\n", file = stderr())
  said <- lines_of(at("err"))
  list(code = as.integer(lines_of(at("ended"))), output = lines_of(at("out")), messages = said[!startsWith(said, "{")])
}

lines_of <- function(path) if (file.exists(path)) readLines(path, warn = FALSE, encoding = "UTF-8") else character()

# For one that we leave: it ends in order, so that a sweep can go on with resume = TRUE.
end_program <- function(at) {
  pid <- lines_of(at("pid"))
  if (length(pid) == 1) tools::pskill(as.integer(pid), tools::SIGTERM)
  while (length(pid) == 1 && !file.exists(at("ended"))) Sys.sleep(pause)
}

show_progress <- function(said) {
  said <- said[startsWith(said, "{") & endsWith(said, "}")]
  if (length(said) == 0) return(invisible())
  now <- jsonlite::fromJSON(said[length(said)])
  words <- if (!is.null(now$runs)) sprintf("%s of %s runs, %.0f s left", now$done, now$runs, now$seconds_left)
           else sprintf("step %s of %s", now$step, now$steps)
  cat(sprintf("\r%-60s", words), file = stderr())
}

# The output of a program that did what was asked; errors otherwise. Its notes are messages.
ensure <- function(done, doing, allowed = 0L) {
  is_note <- startsWith(done$messages, "note: ")
  for (note in done$messages[is_note]) message(note)
  said <- done$messages[!is_note]
  if (done$code %in% allowed) return(done$output)
  switch(as.character(done$code),
         "2" = stop_muster("muster_input_error", paste0(doing, ": muster refuses the input"), said),
         "3" = stop_muster("muster_runs_failed", paste0(doing, ": runs failed"), said),
         "4" = stop_muster("muster_stopped", paste0(doing, ": stopped early"), said),
         stop_muster("muster_failed", sprintf("%s: muster ended with exit %d", doing, done$code), said))
}

# --name=value of those that were given.
options_of <- function(...) {
  given <- Filter(Negate(is.null), list(...))
  if (length(given) == 0) return(character())
  paste0("--", gsub("_", "-", names(given)), "=", vapply(given, as_text, ""))
}

# One value as the program reads it: TRUE is true, numbers have all their digits.
as_text <- function(value) {
  stopifnot(length(value) == 1, !is.na(value))
  if (is.logical(value)) tolower(value) else if (is.numeric(value)) format(value, digits = 15, scientific = NA) else
    as.character(value)
}

settings <- function(set) {
  if (length(set) == 0) return(character())
  if (is.null(names(set)) || any(names(set) == "")) stop("set: each value needs the name of its parameter")
  paste0("--set=", names(set), "=", vapply(set, as_text, ""))
}

selection <- function(given) {
  if (!is.list(given)) return(given)
  paste(names(given), vapply(given, as_text, ""), sep = "=", collapse = ",")
}
