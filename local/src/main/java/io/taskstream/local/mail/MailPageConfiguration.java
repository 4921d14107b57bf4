package io.taskstream.local.mail;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The mail catcher's pages and the stand-in of ntfy, for the launcher's web server. */
@Configuration(proxyBeanMethods = false)
@Import({MailPage.class, MailApi.class, NtfyStandIn.class})
public class MailPageConfiguration {}
