package io.taskstream.api.json;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field of a JSON merge patch: left out, or given, and then perhaps as null, which clears it. Constraints go on the
 * type argument: {@code Patched<@NotNull @PlainText(max = 200) String> title}.
 *
 * @param given whether the patch names the field
 * @param value what it gives; null where it clears the field or leaves it out
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public record Patched<T extends @Nullable Object>(
        boolean given, @Nullable T value) {
    private static final Patched<?> LEFT_OUT = new Patched<>(false, null);

    @SuppressWarnings("unchecked") // there is no value in it
    public static <T extends @Nullable Object> Patched<T> leftOut() {
        return (Patched<T>) LEFT_OUT;
    }

    public static <T extends @Nullable Object> Patched<T> of(@Nullable T value) {
        return new Patched<>(true, value);
    }

    /** The value after the patch. */
    public @Nullable T or(Supplier<? extends @Nullable T> before) {
        return given ? value : before.get();
    }

    /** Hands the value on, if it is given. */
    public void ifGiven(Consumer<? super @Nullable T> consumer) {
        if (given) {
            consumer.accept(value);
        }
    }
}
