# Courses of regional medians, separately from the product: R's segmented and strucchange.
# Rscript course.R panel.csv out.csv
# panel.csv: region,year,value,bends (the typical path of a balanced panel's members, a row a year;
# bends: how many the product found, only to ask segmented for as many as well).
# For each region: number of bends (segmented::selgmented, BIC, at most 1 under 30 years, 3 from 30),
# their years with 95 % intervals, slopes of the segments, whether each slope's interval (with the
# standard errors of sandwich-free OLS, widened by (1 + rho) / (1 - rho)) excludes zero; and the
# breaks of level (strucchange::breakpoints, BIC, h = 5 years).
suppressMessages({library(segmented); library(strucchange)})
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1])
results <- list()
for (region in unique(rows$region)) {
  one <- rows[rows$region == region & !is.na(rows$value), ]
  line <- lm(value ~ year, data = one)
  most <- if (nrow(one) < 15) 0 else if (nrow(one) < 30) 1 else 3
  fit <- line
  if (most > 0) {
    set.seed(13)
    fit <- tryCatch(
      selgmented(line, seg.Z = ~year, Kmax = most, type = "bic", msg = FALSE),
      error = function(e) line)
  }
  bends <- low <- high <- slopes <- ""
  bend_count <- 0
  rest <- residuals(fit)
  rho <- max(0, cor(rest[-1], rest[-length(rest)]))
  wide <- sqrt((1 + rho) / (1 - rho))
  if (inherits(fit, "segmented")) {
    places <- fit$psi
    bend_count <- nrow(places)
    bends <- paste(round(places[, "Est."], 1), collapse = ";")
    low <- paste(round(places[, "Est."] - 1.96 * wide * places[, "St.Err"], 1), collapse = ";")
    high <- paste(round(places[, "Est."] + 1.96 * wide * places[, "St.Err"], 1), collapse = ";")
    table <- slope(fit)$year
    errors <- table[, "St.Err."] * wide
    estimates <- table[, "Est."]
  } else {
    errors <- summary(line)$coefficients["year", 2] * wide
    estimates <- coef(line)["year"]
  }
  ours <- max(rows$bends[rows$region == region])
  same <- ""
  if (ours > 0) {
    set.seed(13)
    again <- tryCatch(segmented(line, seg.Z = ~year, npsi = ours), error = function(e) NULL)
    if (inherits(again, "segmented")) same <- paste(round(again$psi[, "Est."], 1), collapse = ";")
  }
  signs <- ifelse(abs(estimates) > 1.96 * errors, ifelse(estimates > 0, "rising", "falling"), "none")
  slopes <- paste(round(estimates, 4), collapse = ";")
  level <- breakpoints(value ~ 1, data = one, h = 5)
  steps <- if (all(is.na(level$breakpoints))) "" else
    paste(one$year[level$breakpoints + 1], collapse = ";")
  results[[region]] <- data.frame(
    region = region, first = min(one$year), last = max(one$year), bends = bend_count,
    years = bends, same = same, low = low, high = high, slopes = slopes,
    signs = paste(signs, collapse = ";"), rho = round(rho, 2), steps = steps)
}
write.csv(do.call(rbind, results), arguments[2], row.names = FALSE)
