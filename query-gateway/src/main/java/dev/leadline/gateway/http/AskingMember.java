package dev.leadline.gateway.http;

import org.springframework.stereotype.Component;

/** The member or the key that sends a request. */
@Component
final class AskingMember {

  String id() {
    return Callers.required().id();
  }
}
