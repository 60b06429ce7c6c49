"""Results of scipy and statsmodels on the samples in samples.hpp: the numbers that the C++ tests quote."""
import numpy as np
import pandas
import statsmodels.api
from scipy import optimize, stats
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

base = np.array([12.0, 15.5, 9.25, 20.0, 14.0, 11.5, 17.75, 13.0])
to = np.array([10.0, 14.0, 9.5, 16.5, 12.25, 9.0, 15.0, 11.0])
second = np.array([11.0, 13.5, 8.0, 18.5, 13.0, 10.0, 16.0, 12.5])
both = np.array([8.0, 11.0, 7.75, 13.0, 11.5, 7.0, 12.0, 9.5])
factors = np.array([[0.05, 3, 1.0], [0.91, 1, 0.2], [0.34, 2, 0.5], [0.66, 3, 0.9], [0.12, 1, 0.7], [0.78, 2, 0.3],
                    [0.49, 1, 0.6], [0.23, 3, 0.1], [0.87, 2, 0.8], [0.57, 1, 0.4], [0.41, 3, 0.35], [0.99, 2, 0.15]])
outcome = np.array([1.1, 5.0, 2.5, 3.0, 2.0, 4.1, 3.3, 1.9, 3.6, 3.9, 2.2, 5.4])


# entry, exit, cause (0: not seen), group
stays = np.array([(0, 2, 1, 0), (0, 3, 2, 0), (0, 3, 1, 0), (0, 5, 0, 0), (0, 7, 1, 0), (0, 9, 3, 0), (1, 4, 1, 0),
                  (2, 8, 0, 0), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1), (0, 3, 3, 1), (0, 4, 2, 1), (0, 6, 1, 1),
                  (3, 6, 0, 1), (1, 8, 1, 1), (0, 4, 2, 2), (0, 5, 1, 2), (0, 9, 0, 2), (0, 9, 0, 2), (2, 9, 2, 2),
                  (4, 7, 1, 2), (4, 9, 0, 2), (0, 8, 3, 2)], float)


def show(name, *values):
    print(name, " ".join(f"{value:.12g}" for value in values))


def paired():
    result = stats.ttest_rel(to, base)
    show("difference", np.mean(to - base), *result.confidence_interval(0.95))
    weights = statsmodels.stats.weightstats.DescrStatsW(to - base)
    show("difference by statsmodels", *weights.tconfint_mean(0.05))
    n, t = len(base), stats.t.ppf(0.975, len(base) - 1)

    def beyond(ratio):
        """Fieller by its definition: the ratios that a t test of to - ratio * base does not refuse."""
        return abs(stats.ttest_1samp(to - ratio * base, 0).statistic) - t

    ratio = to.mean() / base.mean()
    show("ratio", ratio, optimize.brentq(beyond, ratio - 0.3, ratio), optimize.brentq(beyond, ratio, ratio + 0.3))
    show("correlation", stats.pearsonr(base, to).statistic)
    show("effective replicates", n * (base.var(ddof=1) + to.var(ddof=1)) / np.var(to - base, ddof=1))
    sd = np.std(to - base, ddof=1)
    for half_width in (0.1, 0.5, 3.0):
        enough = next(m for m in range(2, 10 ** 6) if stats.t.ppf(0.975, m - 1) * sd / np.sqrt(m) <= half_width)
        show(f"replicates for {half_width}", enough)
    for which, of in (("difference", lambda b, t, axis=-1: (t - b).mean(axis)),
                      ("ratio", lambda b, t, axis=-1: t.mean(axis) / b.mean(axis))):
        drawn = stats.bootstrap((base, to), of, paired=True, n_resamples=200000, method="percentile", random_state=1,
                                vectorized=True, batch=10000)
        show(f"bootstrap {which}", *drawn.confidence_interval)


def interaction():
    show("additive", np.mean(both - second - to + base),
         *statsmodels.stats.weightstats.DescrStatsW(both - second - to + base).tconfint_mean(0.05))
    means = np.array([base.mean(), to.mean(), second.mean(), both.mean()])
    gradient = np.array([1, -1, -1, 1]) / means  # of the logarithm of the ratio
    se = np.sqrt(gradient @ np.cov([base, to, second, both]) @ gradient / len(base))
    ratio = means[3] * means[0] / (means[1] * means[2])
    t = stats.t.ppf(0.975, len(base) - 1)
    show("ratio of ratios", ratio, ratio * np.exp(-t * se), ratio * np.exp(t * se))


def chance():
    table = pandas.DataFrame([(p, r, value) for p, row in enumerate([base, to, second, both])
                              for r, value in enumerate(row)], columns=["p", "r", "y"])
    fit = statsmodels.formula.api.ols("y ~ C(p) + C(r)", table).fit()
    squares = statsmodels.stats.anova.anova_lm(fit).mean_sq
    rest = squares["Residual"]
    show("points, replicates, runs", (squares["C(p)"] - rest) / 8, (squares["C(r)"] - rest) / 4, rest)


def rank_correlations():
    ranked = np.column_stack([stats.rankdata(column) for column in factors.T])
    y = stats.rankdata(outcome)
    n, k = ranked.shape
    for f in range(k):
        others = statsmodels.api.add_constant(np.delete(ranked, f, 1))
        left = [statsmodels.api.OLS(values, others).fit().resid for values in (ranked[:, f], y)]
        r = stats.pearsonr(*left).statistic
        z = stats.norm.ppf(0.975) / np.sqrt(n - k - 2)
        p = statsmodels.api.OLS(y, statsmodels.api.add_constant(ranked)).fit().pvalues[f + 1]
        show(f"prcc {f}", r, np.tanh(np.arctanh(r) - z), np.tanh(np.arctanh(r) + z), p)


def enough():
    runs = np.array([base, to, second, both])
    sd = np.sqrt(runs.var(axis=1, ddof=1).mean())
    show("sd, largest, bound", sd, runs.std(axis=1, ddof=1).max(), sd * np.sqrt(7 / stats.chi2.ppf(0.2, 7)))
    show("half width", stats.t.ppf(0.975, 7) * sd / np.sqrt(8))
    for spread in (sd, sd * np.sqrt(7 / stats.chi2.ppf(0.2, 7))):
        few = (m for m in range(2, 1000) if stats.t.ppf(0.975, m - 1) * spread / np.sqrt(m) <= 1)
        show("replicates for 1", next(few))


def survival():
    entry, leave, cause, group = stays.T
    curve = SurvfuncRight(leave, cause > 0, entry=entry)
    show("survival", *curve.surv_prob)
    show("its error", *curve.surv_prob_se)
    from_start = entry == 0
    incidence = CumIncidenceRight(leave[from_start], cause[from_start].astype(int))
    for k in range(3):
        show(f"incidence of {k + 1}", *incidence.cinc[k])
        show("its error", *incidence.cinc_se[k])
    show("log-rank", *survdiff(leave, (cause == 1).astype(int), group, entry=entry))
    x = np.stack([group == 1, group == 2], -1).astype(float)
    for ties in ("efron", "breslow"):
        # statsmodels takes who enters at a moment for at risk at it, R and we do not: a little later they are not.
        fit = PHReg(leave, x, status=(cause == 1).astype(int), entry=entry + 1e-6, ties=ties).fit()
        show(f"Cox, {ties}", *fit.params, *fit.bse, fit.llf, *fit.pvalues)


if __name__ == "__main__":
    for part in (paired, interaction, chance, rank_correlations, enough, survival):
        part()
