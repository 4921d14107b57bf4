/** Stories and faults on the whole local platform: real Kafka, PostgreSQL, daprd, SMTP and OIDC. */
@NullMarked
package io.taskstream.e2e;

import org.jspecify.annotations.NullMarked;
