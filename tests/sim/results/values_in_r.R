# Writes what R reads into a folder, for another reader to compare: names.csv with name, axes (slowest first) and units of
# each variable, and per line of it, N.f64 with its numbers or N.txt with its texts. Usage: Rscript values_in_r.R FILE FOLDER
# ncdf4 1.21 does not see a table's column that has the name of an axis of the root: there must be none.
suppressPackageStartupMessages({library(ncdf4); library(rhdf5)})

arguments <- commandArgs(trailingOnly = TRUE)
path <- arguments[1]
file <- nc_open(path)

of_variable <- function(name) {
    list(values = ncvar_get(file, name), units = ncatt_get(file, name, "units")$value,
         axes = rev(sapply(file$var[[name]]$dim, function(dim) dim$name)))
}
of_axis <- function(name) list(values = file$dim[[name]]$vals, units = file$dim[[name]]$units, axes = name)
listing <- h5ls(path)
every <- sub("^/+", "", paste(listing$group, listing$name, sep = "/")[listing$otype == "H5I_DATASET"])
bare <- names(file$dim)[!sapply(file$dim, function(dim) dim$create_dimvar)]
every <- every[!startsWith(every, "provenance/") & !(every %in% bare)]
table <- data.frame()
for (n in seq_along(every)) {
    name <- every[n]
    seen <- if (name %in% names(file$var)) of_variable(name)
            else if (name %in% names(file$dim)) of_axis(name)
            else stop(paste(name, "is not seen by ncdf4"))
    numeric <- !is.character(seen$values)
    if (grepl("/", name) && is.raw(h5read(path, name))) stop(paste(name, "is bytes in rhdf5"))
    to <- base::file(file.path(arguments[2], paste0(n, if (numeric) ".f64" else ".txt")), "wb")
    if (numeric) writeBin(as.double(seen$values), to) else writeLines(seen$values, to, useBytes = TRUE)
    close(to)
    units <- if (seen$units %in% c("0", "FALSE")) "" else seen$units  # ncdf4's way to say that there are none
    table <- rbind(table, data.frame(name, axes = paste(seen$axes, collapse = " "), units))
}
write.table(table, file.path(arguments[2], "names.csv"), sep = ",", row.names = FALSE)
nc_close(file)
