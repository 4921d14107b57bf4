package io.taskstream.api.json;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Has {@link Ids} read what stands in paths. As editors rather than converters: behind a converter that refuses a text,
 * Spring tries its own editor.
 */
@ControllerAdvice
final class StrictIds {

    @InitBinder
    void register(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new Editor(Ids::number));
        binder.registerCustomEditor(Long.class, new Editor(Ids::number));
        binder.registerCustomEditor(UUID.class, new Editor(Ids::uuid));
    }

    private static final class Editor extends PropertyEditorSupport {
        private final Function<String, Object> read;

        Editor(Function<String, Object> read) {
            this.read = read;
        }

        @Override
        public void setAsText(String text) {
            setValue(read.apply(text));
        }
    }
}
