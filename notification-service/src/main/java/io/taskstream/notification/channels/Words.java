package io.taskstream.notification.channels;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/**
 * The words of a message: a template of {@code resources/messages}. What it is filled with can't become markup where the
 * template is HTML, and is left as it is where it is plain text.
 */
final class Words {
    private final Template template;

    private Words(Template template) {
        this.template = template;
    }

    static Words html(String name) {
        return new Words(compiler(true).compile(read(name + ".html")));
    }

    static Words text(String name) {
        return new Words(compiler(false).compile(read(name + ".txt")));
    }

    /** @param content has a method for each name in the template; one that gives null leaves a section out */
    String with(Object content) {
        return template.execute(content).strip();
    }

    private static Mustache.Compiler compiler(boolean html) {
        return Mustache.compiler()
                .escapeHTML(html)
                // 0 more is nothing to speak of
                .zeroIsFalse(true)
                .withLoader(Words::read);
    }

    private static Reader read(String file) {
        try (InputStream resource = new ClassPathResource("messages/" + file).getInputStream()) {
            return new StringReader(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
