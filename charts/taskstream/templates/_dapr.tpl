{{/* What the sidecar injector reads: (dict "root" $ "name" NAME "service" MAP). */}}
{{- define "taskstream.daprAnnotations" -}}
{{- $dapr := .root.Values.dapr -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ .name }}
dapr.io/app-port: "8080"
dapr.io/app-protocol: http
dapr.io/config: taskstream
# an init container that stays: it is there before the service starts and ends after it
dapr.io/enable-native-sidecar: "true"
{{- if .service.kafka }}
# an app that says no gets no events
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-check-path: /dapr/health
dapr.io/app-health-probe-interval: {{ $dapr.appHealth.intervalSeconds | quote }}
dapr.io/app-health-probe-timeout: {{ $dapr.appHealth.timeoutMilliseconds | quote }}
dapr.io/app-health-threshold: {{ $dapr.appHealth.threshold | quote }}
{{- end }}
# both ways, each side proves who it is
dapr.io/app-token-secret: {{ include "taskstream.appTokenSecret" . }}
dapr.io/api-token-secret: {{ include "taskstream.apiTokenSecret" . }}
dapr.io/graceful-shutdown-seconds: {{ $dapr.gracefulShutdownSeconds | quote }}
dapr.io/log-as-json: "true"
dapr.io/log-level: {{ $dapr.logLevel }}
dapr.io/metrics-port: "9090"
# a sidecar gets its secrets by name, in its environment: it can't read the namespace's others
dapr.io/disable-builtin-k8s-secret-store: "true"
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
{{- with $dapr.sidecarImage }}
dapr.io/sidecar-image: {{ . }}
{{- end }}
{{- with $dapr.resources.requests }}
{{- with .cpu }}
dapr.io/sidecar-cpu-request: {{ . | quote }}
{{- end }}
{{- with .memory }}
dapr.io/sidecar-memory-request: {{ . | quote }}
{{- end }}
{{- end }}
{{- with $dapr.resources.limits }}
{{- with .cpu }}
dapr.io/sidecar-cpu-limit: {{ . | quote }}
{{- end }}
{{- with .memory }}
dapr.io/sidecar-memory-limit: {{ . | quote }}
{{- end }}
{{- end }}
# the components' envRefs: daprd reads only the variables that are named here
{{- $env := list -}}
{{- $secrets := list -}}
{{- if .service.kafka -}}
  {{- $env = append $env (printf "KAFKA_BROKERS=%s" (include "taskstream.kafkaBrokers" .root)) -}}
  {{- $env = append $env "KAFKA_DISABLE_TLS=false" -}}
  {{- $secrets = append $secrets (printf "KAFKA_PASSWORD=%s:password" (.service.kafkaSecret | default .name)) -}}
  {{- $secrets = append $secrets (printf "KAFKA_CA_CERT=%s:ca.crt" (include "taskstream.kafkaCaSecret" .root)) -}}
{{- end -}}
{{- if .service.smtp -}}
  {{- $env = append $env (printf "SMTP_HOST=%s" (required "smtp.host is not set: name the mail server" .root.Values.smtp.host)) -}}
  {{- $env = append $env (printf "SMTP_PORT=%v" .root.Values.smtp.port) -}}
  {{- $env = append $env (printf "SMTP_FROM=%s" .root.Values.smtp.from) -}}
  {{- with .root.Values.smtp.existingSecret -}}
    {{- $secrets = append $secrets (printf "SMTP_USERNAME=%s:username" .) -}}
    {{- $secrets = append $secrets (printf "SMTP_PASSWORD=%s:password" .) -}}
  {{- end -}}
{{- end -}}
{{- if and .service.push .root.Values.push.url -}}
  {{- $env = append $env (printf "NTFY_URL=%s" .root.Values.push.url) -}}
  {{- with .root.Values.push.existingSecret -}}
    {{- $secrets = append $secrets (printf "NTFY_AUTHORIZATION=%s:authorization" .) -}}
  {{- end -}}
{{- end -}}
{{- if and .service.sms .root.Values.sms.existingSecret -}}
  {{- $env = append $env (printf "TWILIO_FROM_NUMBER=%s" (required "sms.from is not set: name the number that short messages come from" .root.Values.sms.from)) -}}
  {{- $secrets = append $secrets (printf "TWILIO_ACCOUNT_SID=%s:accountSid" .root.Values.sms.existingSecret) -}}
  {{- $secrets = append $secrets (printf "TWILIO_AUTH_TOKEN=%s:authToken" .root.Values.sms.existingSecret) -}}
{{- end -}}
{{- with .root.Values.tracing.otlpEndpoint -}}
  {{- $env = append $env (printf "OTEL_EXPORTER_OTLP_ENDPOINT=%s" .) -}}
  {{- $env = append $env "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf" -}}
{{- end -}}
{{- with $env }}
dapr.io/env: {{ join "," . | quote }}
{{- end }}
{{- with $secrets }}
dapr.io/env-from-secret: {{ join "," . | quote }}
{{- end }}
{{- end -}}
