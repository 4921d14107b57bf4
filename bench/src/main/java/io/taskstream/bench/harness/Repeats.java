package io.taskstream.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs contenders in turn, A B A B …, so that all of them meet the same moods of the machine. */
public record Repeats(int count, Progress progress) {
    public Repeats {
        if (count < 1) {
            throw new IllegalArgumentException("There must be at least one repeat, not " + count);
        }
    }

    /** Warms all contenders up, then measures each of them as often as there are repeats. */
    public List<Series> run(String title, List<? extends Contender> contenders) throws Exception {
        for (Contender contender : contenders) {
            progress.say(title + ": warming up " + contender.name());
            contender.warmUp();
        }
        List<List<Measurement>> measured = new ArrayList<>();
        contenders.forEach(contender -> measured.add(new ArrayList<>()));
        for (int repeat = 1; repeat <= count; repeat++) {
            for (int i = 0; i < contenders.size(); i++) {
                Measurement measurement = contenders.get(i).measure();
                measured.get(i).add(measurement);
                progress.say("%s: repeat %d of %d, %s: %s"
                        .formatted(title, repeat, count, contenders.get(i).name(), line(measurement)));
            }
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            series.add(new Series(contenders.get(i).name(), measured.get(i)));
        }
        return series;
    }

    private static String line(Measurement measurement) {
        return measurement.values().entrySet().stream()
                .limit(3)
                .map(value -> String.format(
                        Locale.ROOT,
                        "%s %s %s",
                        value.getKey().name(),
                        Table.number(value.getValue()),
                        value.getKey().unit()))
                .collect(Collectors.joining(", "));
    }
}
