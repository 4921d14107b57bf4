package io.taskstream.bench.harness;

/** Which side of a value is the good one. */
public enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
        this.sign = sign;
    }

    boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}
