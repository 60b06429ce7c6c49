# Checks of the R package against `muster export`, in a folder that holds army.toml.
library(muster)

sweep <- c('scenario = "army.toml"', "replicates = 3", "scale = 0.1", "[factors]",
           '"surveillance.informer_density" = [0.0, 0.08]', '"danger.siege" = [0.2, 0.4]')
export <- function(file, ...) {
  utils::read.csv(text = system2(muster_program(), c("export", file, ...), stdout = TRUE), stringsAsFactors = TRUE,
                  check.names = FALSE)
}
failure <- function(code, kind) tryCatch({ code; NULL }, error = function(e) if (inherits(e, kind)) e else stop(e))
same <- function(a, b) isTRUE(all.equal(a, b, check.attributes = FALSE))

# runs: every column of the table, by name
writeLines(sweep, "checks.toml")
runs <- muster_sweep("checks.toml", "checks.h5")
table <- export("checks.h5")
numbers <- muster_runs("checks.h5", factors = "number")
stopifnot(nrow(runs) == 12, length(setdiff(names(table), names(runs))) == 0)
for (name in names(table)) {
  stopifnot(if (is.factor(table[[name]])) same(as.character(numbers[[name]]), as.character(table[[name]]))
            else same(as.numeric(numbers[[name]]), as.numeric(table[[name]])))
}
stopifnot(is.factor(runs$danger.siege), identical(levels(runs$danger.siege), c("0.2", "0.4")),
          is.numeric(numbers$danger.siege), is.factor(runs$outcome), "split" %in% levels(runs$outcome))

# a sampled design keeps its numbers
writeLines(c(sweep[1:3], 'design = "lhs"', "samples = 4", "[factors]",
             '"surveillance.informer_density" = { min = 0.0, max = 0.1 }'), "sampled.toml")
sampled <- muster_sweep("sampled.toml", "sampled.h5")
stopifnot(is.numeric(sampled$surveillance.informer_density), length(unique(sampled$surveillance.informer_density)) == 4)

# series, with their dates and labels in their places
series <- muster_series("checks.h5", "departed")
long <- export("checks.h5", "--series", "departed")
key <- function(frame) paste(frame$point, frame$replicate, frame$time, frame$role, frame$destination)
stopifnot(nrow(series) == nrow(long), inherits(series$time, "Date"), sum(series$departed) > 0,
          same(as.numeric(series$departed[match(key(long), key(series))]), as.numeric(long$departed)))

# one run is replicate and seed of the command
run <- muster_run("army.toml", set = list(danger.siege = 0.2, surveillance.enabled = FALSE), seed = 5, replicate = 2,
                  scale = 0.1, events = TRUE, output = "one.h5")
system2(muster_program(), c("run", "army.toml", "--set danger.siege=0.2 --set surveillance.enabled=false --seed 5",
                            "--replicate 2 --scale 0.1 -o two.h5"), stdout = FALSE, stderr = FALSE)
stopifnot(same(run$departure_rate, export("two.h5")$departure_rate), nrow(run) == 1)
events <- muster_events("one.h5")
stopifnot(nrow(events) > 0, is.factor(events$what), nrow(events) == nrow(export("one.h5", "--table", "events")))
spells <- muster_events("one.h5", "spells")
stopifnot(all(spells$exit >= spells$entry))

# units, commands, and what became of people stand in the tables and join
people <- muster_events("one.h5", "people")
units <- muster_events("one.h5", "units")
commands <- muster_events("one.h5", "commands")
stopifnot(all(events$brigade == units$brigade[match(events$company, units$company)]),
          all(people$person_organisation == units$person_organisation[match(people$company, units$company)]),
          all(commands$person %in% people$person), all(commands$ended >= commands$began),
          all(people$command[people$person %in% commands$person] != "none"),
          all((people$how == "serves") == (people$left_as == "serving")))

# comparisons are paired
found <- muster_compare("checks.h5", list(surveillance.informer_density = 0, danger.siege = 0.2),
                        list(surveillance.informer_density = 0.08, danger.siege = 0.2), metrics = "departure_rate")
of <- function(density) numbers$departure_rate[numbers$surveillance.informer_density == density & numbers$danger.siege == 0.2]
stopifnot(same(found$difference[found$metric == "departure_rate"], mean(of(0.08) - of(0))), "harm" %in% found$harm)

# errors carry the problems, with their places
writeLines(sub("weeks = 104", "weeks = 0", readLines("army.toml")), "bad.toml")
error <- failure(muster_run("bad.toml"), "muster_input_error")
stopifnot(error$problems$file == "bad.toml", error$problems$key == "weeks",
          error$problems$line == grep("^weeks", readLines("bad.toml")))
stopifnot(!is.null(failure(muster_sweep("checks.toml", "checks.h5"), "muster_input_error")),
          grepl("--resume", failure(muster_sweep("checks.toml", "checks.h5"), "muster_error")$message, fixed = TRUE))
stopifnot(!is.null(failure(muster_series("checks.h5", "nosuch"), "muster_input_error")))

# runs that fail are left out, and a warning names them
writeLines(c('model = "rumour"', "[rumour]", "people = 20000", "degree = 4"), "few.toml")
writeLines(c('scenario = "few.toml"', "scale = 0.001", "[factors]", '"rumour.degree" = [4, 50]'), "few_sweep.toml")
warned <- NULL
few <- withCallingHandlers(muster_sweep("few_sweep.toml", "few.h5"), warning = function(w) {
  warned <<- conditionMessage(w)
  invokeRestart("muffleWarning")
})
stopifnot(nrow(few) == 1, few$point == 0, grepl("rumour.degree = 50", warned))
stopifnot(!is.null(failure(muster_sweep("few_sweep.toml", "stop.h5", on_error = "stop"), "muster_runs_failed")))

# time may end a sweep, and it goes on
stopped <- failure(muster_sweep("checks.toml", "long.h5", set = list(replicates = 200), max_time = 0.01), "muster_stopped")
stopifnot(!is.null(stopped), grepl("--resume", stopped$message))

cat("all checks passed\n")
