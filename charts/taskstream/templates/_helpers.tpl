{{/* A value map laid over another: like mergeOverwrite, which would ignore false, 0 and "". Gives JSON. */}}
{{- define "taskstream.overlay" -}}
{{- $result := deepCopy .base -}}
{{- range $key, $value := .over -}}
  {{- if and (kindIs "map" $value) (kindIs "map" (get $result $key)) -}}
    {{- $_ := set $result $key (include "taskstream.overlay" (dict "base" (get $result $key) "over" $value) | fromJson) -}}
  {{- else -}}
    {{- $_ := set $result $key $value -}}
  {{- end -}}
{{- end -}}
{{- toJson $result -}}
{{- end -}}

{{/* All services with their defaults, by name. Gives JSON. */}}
{{- define "taskstream.services" -}}
{{- $services := dict -}}
{{- range $name, $service := .Values.services -}}
  {{- if $service -}}
    {{- $_ := set $services $name (include "taskstream.overlay" (dict "base" $.Values.defaults "over" $service) | fromJson) -}}
  {{- end -}}
{{- end -}}
{{- toJson $services -}}
{{- end -}}

{{/* Labels of everything. */}}
{{- define "taskstream.labels" -}}
app.kubernetes.io/part-of: taskstream
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Labels that find the pods of one service or part: (dict "root" $ "name" NAME). */}}
{{- define "taskstream.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{/* An image: (dict "root" $ "name" NAME "image" MAP). */}}
{{- define "taskstream.image" -}}
{{- $image := .image | default dict -}}
{{- $repository := $image.repository | default (printf "%s/%s" .root.Values.image.registry .name) -}}
{{- if $image.digest -}}
{{ $repository }}@{{ $image.digest }}
{{- else -}}
{{ $repository }}:{{ $image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* What Pod Security's level "restricted" asks of a pod, and a root file system that nobody writes. */}}
{{- define "taskstream.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ .Values.podSecurity.runAsUser }}
runAsGroup: {{ .Values.podSecurity.runAsGroup }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "taskstream.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Where things are. */}}
{{- define "taskstream.issuer" -}}
{{- if eq .Values.keycloak.mode "bundled" -}}
{{ .Values.issuer.url | default (printf "http://taskstream-keycloak.%s.svc.cluster.local:8080/realms/taskstream" .Release.Namespace) }}
{{- else -}}
{{ required "issuer.url is not set: it is the `iss` of the access tokens, such as https://id.example.com/realms/taskstream" .Values.issuer.url }}
{{- end -}}
{{- end -}}

{{- define "taskstream.kafkaBrokers" -}}
{{- if .Values.kafka.brokers -}}
{{ .Values.kafka.brokers }}
{{- else -}}
{{ .Values.kafka.cluster }}-kafka-bootstrap{{ with .Values.kafka.namespace }}.{{ . }}.svc{{ end }}:9093
{{- end -}}
{{- end -}}

{{- define "taskstream.kafkaCaSecret" -}}
{{ .Values.kafka.caSecret | default (printf "%s-cluster-ca-cert" .Values.kafka.cluster) }}
{{- end -}}

{{- define "taskstream.postgresqlHost" -}}
{{- if eq .Values.postgresql.mode "external" -}}
{{ required "postgresql.external.host is not set: name your PostgreSQL server, or choose another postgresql.mode" .Values.postgresql.external.host }}
{{- else if eq .Values.postgresql.mode "cnpg" -}}
taskstream-db-rw
{{- else -}}
taskstream-postgresql
{{- end -}}
{{- end -}}

{{- define "taskstream.postgresqlPort" -}}
{{ ternary .Values.postgresql.external.port 5432 (eq .Values.postgresql.mode "external") }}
{{- end -}}

{{- define "taskstream.postgresqlCaSecret" -}}
{{- if eq .Values.postgresql.mode "cnpg" -}}
taskstream-db-ca
{{- else if eq .Values.postgresql.mode "external" -}}
{{ .Values.postgresql.caSecret }}
{{- end -}}
{{- end -}}

{{/* JDBC URL of a database: (dict "root" $ "database" NAME). */}}
{{- define "taskstream.jdbcUrl" -}}
{{- $parameters := list -}}
{{- if ne .root.Values.postgresql.mode "bundled" -}}
  {{- with .root.Values.postgresql.parameters }}{{ $parameters = append $parameters . }}{{ end -}}
  {{- if include "taskstream.postgresqlCaSecret" .root }}{{ $parameters = append $parameters "sslrootcert=/etc/taskstream/postgresql/ca.crt" }}{{ end -}}
{{- end -}}
jdbc:postgresql://{{ include "taskstream.postgresqlHost" .root }}:{{ include "taskstream.postgresqlPort" .root }}/{{ .database }}
{{- with $parameters }}?{{ join "&" . }}{{ end -}}
{{- end -}}

{{/* Secrets of a service: (dict "name" NAME "service" MAP). */}}
{{- define "taskstream.appTokenSecret" -}}
{{ .service.appTokenSecret | default (printf "%s-app-token" .name) }}
{{- end -}}
{{- define "taskstream.databaseSecret" -}}
{{ .service.databaseSecret | default (printf "%s-database" .name) }}
{{- end -}}
{{- define "taskstream.apiTokenSecret" -}}
{{ .service.apiTokenSecret | default (printf "%s-api-token" .name) }}
{{- end -}}

{{- define "taskstream.notificationSecret" -}}
{{ .root.Values.notifications.existingSecret | default (printf "%s-links" .name) }}
{{- end -}}

{{- define "taskstream.webhookKeySecret" -}}
{{ .service.webhookKeySecret | default (printf "%s-webhooks" .name) }}
{{- end -}}

{{/* Where people reach the gateway; empty if nobody has said. */}}
{{- define "taskstream.publicUrl" -}}
{{- if .Values.notifications.publicUrl -}}
{{ .Values.notifications.publicUrl }}
{{- else if and .Values.ingress.enabled .Values.ingress.hosts -}}
http{{ if .Values.ingress.tlsSecret }}s{{ end }}://{{ first .Values.ingress.hosts }}
{{- else if and .Values.httpRoute.enabled .Values.httpRoute.hostnames -}}
https://{{ first .Values.httpRoute.hostnames }}
{{- end -}}
{{- end -}}

{{/* Environment of a service's container: (dict "root" $ "name" NAME "service" MAP). In the migration Job, which has no sidecar, there is "java" too, more options of the JVM. */}}
{{- define "taskstream.env" -}}
- name: SERVER_PORT
  value: "8080"
- name: TASKSTREAM_ISSUER
  value: {{ include "taskstream.issuer" .root | quote }}
{{- with .root.Values.issuer.jwksUri }}
- name: TASKSTREAM_JWKS_URI
  value: {{ . | quote }}
{{- end }}
{{- if .java }}
- name: APP_API_TOKEN
  value: none
- name: DAPR_API_TOKEN
  value: none
{{- else }}
- name: APP_API_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.appTokenSecret" . }}
      key: token
- name: DAPR_API_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.apiTokenSecret" . }}
      key: token
{{- end }}
{{- if .service.database }}
- name: SPRING_DATASOURCE_URL
  value: {{ include "taskstream.jdbcUrl" (dict "root" .root "database" .service.database) | quote }}
- name: SPRING_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.databaseSecret" . }}
      key: username
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.databaseSecret" . }}
      key: password
{{- end }}
{{- if and .service.webhooks (not .java) }}
- name: TASKSTREAM_NOTIFICATION_WEBHOOKS_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.webhookKeySecret" . }}
      key: key
{{- end }}
{{- if and .service.smtp (not .java) }}
- name: TASKSTREAM_NOTIFICATION_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "taskstream.notificationSecret" . }}
      key: secret
{{- with include "taskstream.publicUrl" .root }}
- name: TASKSTREAM_NOTIFICATION_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .root.Values.tracing.otlpEndpoint }}
- name: MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT
  value: {{ printf "%s/v1/traces" (trimSuffix "/" .) | quote }}
{{- end }}
- name: JAVA_TOOL_OPTIONS
  value: {{ trim (printf "%s %s" .service.javaOptions (.java | default "")) | quote }}
{{- range $key, $value := .service.env }}
- name: {{ $key }}
  value: {{ tpl (toString $value) $.root | quote }}
{{- end }}
{{- end -}}

{{- define "taskstream.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 128Mi
{{- if and .service.database (include "taskstream.postgresqlCaSecret" .root) }}
- name: postgresql-ca
  secret:
    secretName: {{ include "taskstream.postgresqlCaSecret" .root }}
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end -}}

{{- define "taskstream.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if and .service.database (include "taskstream.postgresqlCaSecret" .root) }}
- name: postgresql-ca
  mountPath: /etc/taskstream/postgresql
  readOnly: true
{{- end }}
{{- end -}}

{{/* A secret's value that outlives upgrades: what is there stays, else a random one: (dict "root" $ "name" SECRET "key" KEY), or "new", the value to begin with. */}}
{{- define "taskstream.kept" -}}
{{- $existing := (lookup "v1" "Secret" .root.Release.Namespace .name).data | default dict -}}
{{- get $existing .key | default (.new | default (randAlphaNum 32) | b64enc) -}}
{{- end -}}
