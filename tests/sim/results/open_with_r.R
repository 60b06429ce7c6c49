# Opens results files with R's ncdf4 and rhdf5 and holds one against the other. Usage: Rscript open_with_r.R [FILE];
# without a file, the golden ones, whose values are known here.
library(ncdf4)
library(rhdf5)

arguments <- commandArgs(trailingOnly = TRUE)
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
golden <- file.path(dirname(script), "golden", c("format-1.h5", "format-2.h5"))

check <- function(path) {
    file <- nc_open(path)
    stopifnot(ncatt_get(file, 0, "filetype")$value == "muster-results")
    format <- ncatt_get(file, 0, "format_version")$value
    stopifnot(format %in% c(1, 2))

    listing <- h5ls(path)
    root <- listing$name[listing$group == "/" & listing$otype == "H5I_DATASET"]
    dimensions <- intersect(root, names(file$dim))
    variables <- intersect(root, names(file$var))
    stopifnot(setequal(root, union(dimensions, variables)))
    stopifnot(all(c("point", "replicate") %in% dimensions))

    same <- function(name, a, b) {
        a <- as.vector(a)
        b <- if (is.raw(b)) as.integer(b) else as.vector(b)  # rhdf5 gives bytes for flags
        fill <- as.vector(h5readAttributes(path, name)[["_FillValue"]])
        if (!is.null(fill) && !is.nan(fill)) b[b == fill] <- NA
        if (is.character(a)) identical(a, b)
        else isTRUE(all.equal(as.double(a), as.double(b), tolerance = 0))
    }
    for (name in variables) {
        value <- ncvar_get(file, name, collapse_degen = FALSE)
        plain <- suppressWarnings(h5read(path, name))
        stopifnot(identical(as.vector(dim(value)), as.vector(dim(plain))))
        if (!suppressWarnings(same(name, value, plain))) stop(paste(name, "differs between ncdf4 and rhdf5"))
        units <- ncatt_get(file, name, "units")
        flags <- ncatt_get(file, name, "flag_values")
        if (is.numeric(value) && !units$hasatt && !flags$hasatt && typeof(plain) == "double")
            stop(paste(name, "has no units"))
    }
    for (name in dimensions) {
        if (!identical(as.vector(as.character(file$dim[[name]]$vals)), as.vector(as.character(h5read(path, name)))))
            stop(paste("coordinates of", name, "differ"))
    }
    scenario <- h5read(path, "provenance/scenario_toml")
    stopifnot(nchar(scenario) > 0, identical(as.vector(ncvar_get(file, "provenance/scenario_toml")), as.vector(scenario)))
    whose <- if (format == 1) c("point", "replicate") else c("of_point", "of_replicate")
    stopifnot(setequal(names(h5read(path, "failures")), c("failure", whose, "stage", "message")))

    if (path %in% golden) {
        stopifnot(identical(as.vector(file$dim$role$vals),
                            c("officer", "conscript", "elite", "militia", "intelligence")))
        stopifnot(file$dim$time$units == "days since 2011-03-15", identical(as.vector(file$dim$time$vals), c(0L, 7L, 14L)))
        stopifnot(all(ncvar_get(file, "serving")[2, , 2, 2] == c(21977, 21953, 21929)))
        stopifnot(all(ncvar_get(file, "surveillance.informer_density") == c(0, 0.04)))
        if (format == 1) {
            stopifnot(all(h5read(path, "events/time") == c(0.25, 3.5, 3.75)))
            stopifnot(h5read(path, "events/company")[3] == "\u00e9t\u00e9")
        } else {
            stopifnot(all(ncvar_get(file, "events/at") == c(0.25, 3.5, 3.75, 0.25, 3.5, 3.75)))
            stopifnot(identical(typeof(h5read(path, "events/what")), "integer"))
            stopifnot(all(ncvar_get(file, "events/of_point") == c(0, 0, 0, 1, 1, 1)))
        }
    }
    nc_close(file)
    cat(path, ": opens with ncdf4 and rhdf5\n", sep = "")
}

for (path in if (length(arguments) > 0) arguments else golden) check(path)
