# Results files as data frames, read with ncdf4. Its arrays have the dimensions of the file in reverse.

axes <- c("point", "replicate")
# Swept numbers whose levels repeat are factors; samples are numbers.
crossed <- c("grid", "zip", "list")

opened <- function(file) {
  ensure(call_muster(c("status", "--json", "--rows=0", "--", file)), paste("read", file))  # checks the digest
  ncdf4::nc_open(file)
}

dimensions <- function(nc, name) rev(vapply(nc$var[[name]]$dim, function(dim) dim$name, ""))

of_root <- function(nc) Filter(function(name) !grepl("/", name), names(nc$var))

#' A data frame with a row for each run that is done: point, replicate, factors, and every end-of-run value.
#'
#' Texts, outcomes and the levels of a grid are factors; `factors = "number"` leaves swept numbers as they are,
#' "factor" makes factors of them in any design.
muster_runs <- function(file, factors = c("design", "factor", "number")) {
  factors <- match.arg(factors)
  nc <- opened(file)
  on.exit(ncdf4::nc_close(nc))
  n_points <- nc$dim$point$len
  n_replicates <- nc$dim$replicate$len
  frame <- data.frame(point = rep(nc$dim$point$vals, each = n_replicates), replicate = nc$dim$replicate$vals)
  for (name in of_root(nc)) {
    held <- dimensions(nc, name)
    if (identical(held, "point")) {
      frame[[name]] <- rep(column(nc, name, as_levels(nc, name, factors)), each = n_replicates)
    } else if (identical(held, axes)) {
      frame[[name]] <- column(nc, name, FALSE)
    } else if (length(held) > 2 && identical(held[1:2], axes) && !is_series(held)) {
      frame <- cbind(frame, by_label(nc, name, held[-(1:2)], n_points * n_replicates))
    }
  }
  frame <- frame[frame$run_status == "done", setdiff(names(frame), "run_status"), drop = FALSE]
  structure(frame, row.names = seq_len(nrow(frame)), file = file)
}

is_series <- function(held) any(held %in% c("time", "step", "week"))

as_levels <- function(nc, name, factors) {
  if (name == "scale" || factors == "number") return(FALSE)
  if (factors == "factor") return(TRUE)
  said <- regmatches(ncdf4::ncvar_get(nc, "provenance/sweep_toml"),
                     regexec("(?m)^design *= *\"([a-z]+)\"", ncdf4::ncvar_get(nc, "provenance/sweep_toml"), perl = TRUE))[[1]]
  length(said) == 0 || said[2] %in% crossed
}

# The values of a variable with one or two dimensions: replicates within points, flags and texts as factors.
column <- function(nc, name, as_factor) {
  values <- as.vector(ncdf4::ncvar_get(nc, name, collapse_degen = FALSE))
  meanings <- ncdf4::ncatt_get(nc, name, "flag_meanings")
  if (meanings$hasatt) {
    words <- strsplit(meanings$value, " ")[[1]]
    return(factor(words[match(values, ncdf4::ncatt_get(nc, name, "flag_values")$value)], levels = words))
  }
  if (is.character(values)) return(factor(values, levels = unique(values)))
  if (as_factor) factor(values) else values
}

# A column for each label of an end-of-run value with axes of its own, named as `muster export` names it.
by_label <- function(nc, name, extra, n_runs) {
  values <- ncdf4::ncvar_get(nc, name, collapse_degen = FALSE)
  labels <- lapply(extra, function(axis) as.character(axis_values(nc, axis)))
  grid <- expand.grid(rev(labels), stringsAsFactors = FALSE)
  wide <- t(matrix(values, ncol = n_runs))
  colnames(wide) <- apply(grid[, rev(seq_along(grid)), drop = FALSE], 1, function(row) paste(c(name, row), collapse = "_"))
  as.data.frame(wide)
}

# Texts of an axis stand in a variable of its name or in the dimension.
axis_values <- function(nc, axis) {
  if (axis %in% names(nc$var)) as.vector(ncdf4::ncvar_get(nc, axis)) else nc$dim[[axis]]$vals
}

#' A long data frame of one series: a row for each done run, time and label of its axes, the value under its name.
#'
#' Times are dates where there is a calendar. Counts are of the agents simulated: divide them by `scale`.
muster_series <- function(file, series) {
  nc <- opened(file)
  on.exit(ncdf4::nc_close(nc))
  if (!series %in% of_root(nc) || !is_series(dimensions(nc, series))) {
    known <- Filter(function(name) is_series(dimensions(nc, name)), of_root(nc))
    stop_muster("muster_input_error", paste0(file, ": holds no series ", series),
                paste("it has", paste(known, collapse = ", ")))
  }
  held <- dimensions(nc, series)
  values <- lapply(held, function(axis) {
    given <- axis_values(nc, axis)
    if (is.character(given)) factor(given, levels = given) else given
  })
  names(values) <- held
  frame <- expand.grid(rev(values), KEEP.OUT.ATTRS = FALSE)[held]
  since <- ncdf4::ncatt_get(nc, "time", "units")
  if ("time" %in% held && since$hasatt) frame$time <- as.Date(sub("^days since ", "", since$value)) + frame$time
  frame[[series]] <- column(nc, series, FALSE)
  runs <- muster_runs(file)
  kept <- paste(frame$point, frame$replicate) %in% paste(runs$point, runs$replicate) & !is.na(frame[[series]])
  structure(frame[kept, , drop = FALSE], row.names = seq_len(sum(kept)), file = file)
}
