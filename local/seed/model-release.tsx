import { Document, Page, renderToBuffer, Text, View } from '@react-pdf/renderer'

/** A model release as photographers have people sign: one page, in French. The person is invented. */
export function printModelRelease({ model, photographer, city, signedOn }: { model: string; photographer: string; city: string; signedOn: string }) {
  return renderToBuffer(
    <Document title={`Autorisation, ${model}`} language="fr">
      <Page size="A4" style={{ padding: 56, fontSize: 12, lineHeight: 1.5 }}>
        <Text style={{ fontSize: 20, marginBottom: 24 }}>Autorisation de droit à l’image</Text>
        <Text>
          Je, {model}, majeure, autorise {photographer} à photographier mon visage et ma personne, et à vendre ces photographies, directement ou par un
          intermédiaire, pour tout usage, y compris la publicité, dans le monde entier et sans limite de durée.
        </Text>
        <Text style={{ marginTop: 12 }}>Cette autorisation ne vaut pas pour un usage qui porterait atteinte à mon honneur.</Text>
        <View style={{ marginTop: 48, flexDirection: 'row', justifyContent: 'space-between' }}>
          <Text>
            Fait à {city}, le {signedOn}
          </Text>
          <Text>Signature : {model}</Text>
        </View>
      </Page>
    </Document>,
  )
}
