package io.taskstream.bench.harness;

/** What became of a goal. */
public enum Verdict {
    MET("met"),
    MISSED("MISSED"),
    /** Something needed for it isn't there; never to be counted as met. */
    NOT_MEASURED("NOT MEASURED");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
