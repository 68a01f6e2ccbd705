package dev.leadline.servicebase;

import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.messaging.MessageHeaders;

/**
 * Hands batches over as the broker gave them. The binder's own conversion makes several maps of
 * every record's headers, which a service would only take apart again.
 */
public final class RawRecords
    implements ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<?, ?>> {

  @Override
  public void configure(
      KafkaMessageDrivenChannelAdapter<?, ?> adapter, String destination, String group) {
    var converter = new BatchMessagingMessageConverter(null);
    converter.setRawRecordHeader(true);
    converter.setHeaderMapper(new NoHeaders());
    adapter.setBatchMessageConverter(converter);
  }

  private static final class NoHeaders implements KafkaHeaderMapper {
    @Override
    public void fromHeaders(MessageHeaders headers, Headers target) {}

    @Override
    public void toHeaders(Headers source, Map<String, Object> target) {}
  }
}
