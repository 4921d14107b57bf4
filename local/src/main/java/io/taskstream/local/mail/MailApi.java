package io.taskstream.local.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caught mails for scripts and tests. */
@RestController
@RequestMapping("/mail/api/messages")
class MailApi {
    private final MailStore mails;

    MailApi(MailStore mails) {
        this.mails = mails;
    }

    /** The mails to that address, or all of them; newest first. */
    @GetMapping
    List<CaughtMail> list(@RequestParam(required = false) @Nullable String to) {
        return to == null ? mails.list() : mails.to(to);
    }
}
