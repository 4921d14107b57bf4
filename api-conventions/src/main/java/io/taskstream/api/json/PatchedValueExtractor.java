package io.taskstream.api.json;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints on {@code Patched<…>} see the value, where one is given. */
@UnwrapByDefault
public final class PatchedValueExtractor implements ValueExtractor<Patched<@ExtractedValue ?>> {

    @Override
    @SuppressWarnings("NullAway") // the receiver takes null for values and for node names
    public void extractValues(Patched<?> patched, ValueReceiver receiver) {
        if (patched.given()) {
            receiver.value(null, patched.value());
        }
    }
}
