package dev.leadline.allinone.commandline;

import dev.leadline.events.Topics;
import java.nio.file.Path;

/** Where to look, and how to publish an event of one's own: each command can be pasted again. */
final class Invitation {

  private static final String EVENT =
      """
      {"specversion":"1.0","id":"'$(date +%s%N)'","source":"/channels/chat/agent-17",\
      "type":"leadline.chat.message-received.v1","time":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'",\
      "data":{"identity":{"anonymousId":"my-browser","email":"ana@acme.example","asserted":"SELF"},\
      "conversationId":"c-mine","actor":{"kind":"LEAD"},\
      "payload":{"messageId":"m-'$(date +%s%N)'","text":"Do you support single sign-on?"}}}\
      """;

  private static final String TEXT =
      """
      Look at the leads:       {address}
      What the team is told:   {address}/notifications
      How it is doing:         ./leadline status{reach}
      More traffic:            ./leadline simulate --events 10000{kafka-option}{reach}

      Publish an event of your own, by HTTP:

        curl -i {address}/v1/events -H "Authorization: Bearer $(cat {key})" -H 'Content-Type: application/cloudevents+json' -d '{event}'

      or by Kafka's own console producer:

        printf 'content-type:application/cloudevents+json\\t%s\\n' '{event}' | \
      kafka-console-producer.sh --bootstrap-server {kafka} --topic {topic} --property parse.headers=true

      Stop with Ctrl-C.
      """;

  private Invitation() {}

  static String to(String address, String kafka, Path keyFile) {
    return TEXT.replace("{event}", EVENT)
        .replace("{address}", address)
        .replace("{key}", ClientOptions.word(keyFile.toString()))
        .replace("{kafka}", kafka)
        .replace("{kafka-option}", kafka.endsWith(":9092") ? "" : " --kafka " + kafka)
        .replace("{reach}", ClientOptions.toReach(address, keyFile))
        .replace("{topic}", Topics.CHANNEL_EVENTS);
  }
}
