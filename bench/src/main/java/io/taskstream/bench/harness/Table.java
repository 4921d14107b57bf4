package io.taskstream.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plain text in columns: the first one to the left, numbers to the right. */
public final class Table {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        this.head = List.of(head);
    }

    public Table row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Four significant digits at least, whole numbers in groups of three; a dash for nothing. */
    public static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "–";
        }
        double size = Math.abs(value);
        String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = head.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, head, widths);
        line(text, head.stream().map(title -> "").toList(), widths);
        int rule = text.lastIndexOf("\n", text.length() - 2) + 1;
        text.replace(
                rule,
                text.length(),
                "-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1)) + "\n");
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : "  ").append(numeric(cell) ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static boolean numeric(String cell) {
        return cell.equals("–") || (!cell.isEmpty() && cell.chars().allMatch(c -> "0123456789.,-".indexOf(c) >= 0));
    }
}
