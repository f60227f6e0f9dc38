/** A picture of this shop. Transforming is best effort, as the official API says it is: the picture is sent as it is. */
export function toImage(image: { id: string; url: string; alt: string; width: number; height: number }) {
  const { id, url, alt, width, height } = image
  return {
    id,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    altText: alt || null,
    width,
    height,
    thumbhash: null,
  }
}
