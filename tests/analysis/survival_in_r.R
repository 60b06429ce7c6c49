# Survival of the people of one point of a results file, by R's survival package, from the tables as ncdf4 opens them;
# written as lines "what,number". Usage: Rscript survival_in_r.R FILE POINT
suppressPackageStartupMessages({library(ncdf4); library(survival)})

arguments <- commandArgs(trailingOnly = TRUE)
file <- nc_open(arguments[1])
point <- as.integer(arguments[2])

read_table <- function(name) {
    mine <- grep(paste0("^", name, "/"), names(file$var), value = TRUE)
    columns <- lapply(mine, function(column) {
        values <- as.vector(ncvar_get(file, column))
        meanings <- ncatt_get(file, column, "flag_meanings")
        if (meanings$hasatt) factor(values, seq_along(strsplit(meanings$value, " ")[[1]]) - 1,
                                    strsplit(meanings$value, " ")[[1]])
        else values
    })
    names(columns) <- sub(paste0("^", name, "/"), "", mine)
    subset(as.data.frame(columns, check.names = FALSE), of_point == point)
}
tell <- function(what, numbers) cat(paste0(what, ",", sprintf("%.15g", numbers), "\n"), sep = "")

people <- read_table("people")
people$departed <- people$how == "departure"
people$gone <- people$how != "serves"

curve <- survfit(Surv(entered, left, gone) ~ 1, people, conf.type = "log-log")
there <- curve$n.event > 0
tell("survival", curve$surv[there])
tell("survival_low", curve$lower[there])
tell("survival_high", curve$upper[there])

# Late entry of several states needs an id in R.
ways <- survfit(Surv(entered, left, how) ~ 1, people, id = seq_len(nrow(people)))
for (state in c("departure", "death")) {
    at <- which(ways$n.event[, match(state, ways$states)] > 0)
    tell(paste0("incidence_", state), ways$pstate[at, match(state, ways$states)])
    tell(paste0("incidence_", state, "_error"), ways$std.err[at, match(state, ways$states)])
}

counts <- tapply(people$departed, people$person_role, sum, default = 0)
people$role <- relevel(droplevels(people$person_role), names(which.max(counts)))
some <- subset(people, role %in% names(counts)[counts > 0])
some$role <- droplevels(some$role)
fit <- coxph(Surv(entered, left, departed) ~ role, some, ties = "efron")
for (name in names(coef(fit))) tell(paste0("coefficient_", sub("^role", "", name)), coef(fit)[[name]])
for (name in names(coef(fit))) tell(paste0("error_", sub("^role", "", name)), sqrt(vcov(fit)[name, name]))
own <- survdiff(Surv(left - entered, departed) ~ person_role, people)
tell("log_rank_since_entry", own$chisq)

sets <- read_table("risk_sets")
sets$stratum <- paste(sets$of_replicate, sets$set)
x <- c("log_personal_factor", grep("^x_", names(sets), value = TRUE))
x <- x[sapply(x, function(name) !all(is.na(sets[[name]])))]
matrix <- as.matrix(sets[, x])
conditional <- coxph(Surv(rep(1, nrow(sets)), sets$is_case == "case") ~ matrix + strata(sets$stratum), ties = "efron")
estimates <- coef(conditional)
names(estimates) <- sub("^matrix", "", names(estimates))
errors <- sqrt(diag(vcov(conditional)))
is_finite <- !is.na(estimates) & errors < 100  # R's way to say that a coefficient is infinite is an error without measure
for (name in names(estimates)[is_finite]) tell(paste0("covariate_", sub("^x_", "", name)), estimates[[name]])
nc_close(file)
