{{/* The realm with this installation's addresses, and a bundled Keycloak's demo users. Gives JSON. */}}
{{- define "taskstream.realm" -}}
{{- $realm := .Files.Get "files/keycloak/realm.json" | fromJson -}}
{{- range $realm.clients -}}
  {{- if eq .clientId "taskstream-cli" -}}
    {{- $_ := set . "redirectUris" $.Values.keycloak.redirectUris -}}
    {{- if eq $.Values.keycloak.mode "bundled" -}}
      {{- /* a password grant, so that a terminal can get a demo user's token */ -}}
      {{- $_ := set . "directAccessGrantsEnabled" true -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- if eq .Values.keycloak.mode "bundled" -}}
  {{- $_ := set $realm "sslRequired" "none" -}}
  {{- $users := list -}}
  {{- range .Values.keycloak.bundled.demoUsers -}}
    {{- $users = append $users (dict "username" . "enabled" true "email" (printf "%s@example.com" .) "emailVerified" true "firstName" . "lastName" "Demo" "credentials" (list (dict "type" "password" "value" . "temporary" false))) -}}
  {{- end -}}
  {{- $_ := set $realm "users" $users -}}
{{- end -}}
{{- $realm | toJson -}}
{{- end -}}
